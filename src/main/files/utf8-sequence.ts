const isTrail = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf;

/** The range of a sequence's second byte, which rules out overlong forms, surrogates and what lies past U+10FFFF. */
const secondByte = (lead: number): readonly [number, number] => {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
};

/**
 * How many bytes the UTF-8 sequence at `at` has (Unicode, table 3-7): `invalid` where none begins there,
 * `cut` where the bytes end inside one that is sound so far.
 */
export const measureSequence = (bytes: Uint8Array, at: number): number | 'invalid' | 'cut' => {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 'invalid';
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const [low, high] = secondByte(lead);
  for (let step = 1; step < length; step += 1) {
    const byte = bytes[at + step];
    if (byte === undefined) return 'cut';
    const sound = step === 1 ? byte >= low && byte <= high : isTrail(byte);
    if (!sound) return 'invalid';
  }
  return length;
};

/** How many bytes at the end belong to a sequence that goes on in the next piece of the file. */
export const countCutBytes = (bytes: Uint8Array): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const at = bytes.length - back;
    if (!isTrail(bytes[at])) return measureSequence(bytes, at) === 'cut' ? back : 0;
  }
  return 0;
};
