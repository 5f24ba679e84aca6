import Papa from 'papaparse';
import type { Readable } from 'node:stream';

/**
 * Records of a comma-separated UTF-8 stream, as Salesforce writes its results. Rejects when the connection
 * breaks. A text that ends inside a quoted value was cut before it was sent: its last, broken record is left
 * out, and whoever counts the records will miss it.
 */
export async function* readCsvRecords(stream: Readable): AsyncGenerator<string[]> {
  stream.setEncoding('utf8');
  let ready: string[][] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  let failure: Error | null = null;
  let parser: { pause: () => void; resume: () => void } | null = null;

  stream.on('error', (cause) => {
    failure = cause;
    wake();
  });
  stream.on('aborted', () => {
    failure = new Error('the download was cut');
    wake();
  });
  Papa.parse<string[]>(stream as unknown as File, {
    header: false,
    delimiter: ',',
    skipEmptyLines: true,
    chunk: (results, handle) => {
      parser = handle;
      const broken = results.errors.some(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes');
      ready = ready.concat(broken ? results.data.slice(0, -1) : results.data);
      handle.pause();
      wake();
    },
    complete: () => {
      ended = true;
      wake();
    },
    error: (cause) => {
      failure = cause;
      wake();
    },
  });

  for (;;) {
    if (failure !== null) throw failure;
    const records = ready;
    ready = [];
    yield* records;
    if (ready.length > 0) continue;
    if (ended) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      (parser as { resume: () => void } | null)?.resume();
      if (ended || failure !== null || ready.length > 0) resolve();
    });
  }
}
