export type Multipart = { job: string; content: Buffer };

function nameOf(head: string): string | null {
  return /content-disposition:[^\r\n]*\bname="?([^";\r\n]+)"?/i.exec(head)?.[1] ?? null;
}

/** The boundary of a multipart content type, or null. */
export function readBoundary(contentType: string): string | null {
  if (!/^multipart\/form-data\b/i.test(contentType)) return null;
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return found?.[1] ?? found?.[2] ?? null;
}

/** Takes the parts `job` and `content` out of a multipart body; null when either is missing. */
export function readMultipart(body: Buffer, boundary: string): Multipart | null {
  const parts = new Map<string, Buffer>();
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = body.subarray(at + mark.length, next);
    const wide = part.indexOf('\r\n\r\n');
    const split = wide >= 0 ? wide : part.indexOf('\n\n');
    const name = split < 0 ? null : nameOf(part.toString('latin1', 0, split));
    if (name !== null) {
      const end = part.at(-2) === 13 ? part.length - 2 : part.length - 1;
      parts.set(name, part.subarray(split + (wide >= 0 ? 4 : 2), Math.max(end, split + 2)));
    }
    at = next;
  }
  const job = parts.get('job');
  const content = parts.get('content');
  return job && content ? { job: job.toString('utf8'), content: Buffer.from(content) } : null;
}
