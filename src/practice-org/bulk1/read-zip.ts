import { fromBufferPromise } from 'yauzl';
import { BatchFault } from './batch-fault';

/** A zipped batch: its records, and the files they may name. */
export type ZippedBatch = { request: Buffer; files: ReadonlyMap<string, Buffer> };

/** The name of the records in the zip; everything else is an attachment. */
const RECORDS = 'request.txt';
const MOST_FILES = 1000;
/** Bytes of all files once they are unpacked. */
const MOST_UNPACKED = 20_000_000;

async function readFiles(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  if (zip.entryCount > MOST_FILES + 1)
    throw new BatchFault(`InvalidBatch : The zip file holds more than ${MOST_FILES} attachments`);
  const files = new Map<string, Buffer>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    unpacked += entry.uncompressedSize;
    if (unpacked > MOST_UNPACKED)
      throw new BatchFault(`InvalidBatch : The zip file unpacks to more than ${MOST_UNPACKED} bytes`);
    const parts: Buffer[] = [];
    for await (const part of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>)
      parts.push(part);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

/**
 * Unpacks a zipped batch. Its limits are those of the Bulk API Developer Guide; the words of a refusal are the
 * practice org's own. Throws {@link BatchFault}.
 */
export async function readZip(bytes: Buffer): Promise<ZippedBatch> {
  let files: Map<string, Buffer>;
  try {
    files = await readFiles(bytes);
  } catch (cause) {
    if (cause instanceof BatchFault) throw cause;
    throw new BatchFault(
      `InvalidBatch : Failed to read the zip file: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  const request = files.get(RECORDS);
  if (!request) throw new BatchFault(`InvalidBatch : The zip file has no ${RECORDS}`);
  files.delete(RECORDS);
  return { request, files };
}

/** What a cell of a binary field stands for: `#name` for a file of the zip, anything else for itself. */
export function resolveFile(text: string, files: ReadonlyMap<string, Buffer>): string {
  return text.startsWith('#') ? (files.get(text.slice(1))?.toString('base64') ?? text) : text;
}
