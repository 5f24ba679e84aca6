const marks = /<(?:[A-Za-z_][\w.-]*:)?(row|v|is|f)[\s/>]/g;
/** As long as a tag's beginning can be with its prefix. */
const overlap = 64;

/**
 * How many rows of a sheet have any value. The sheet is only looked through for the beginnings of rows and values,
 * which takes a fraction of what reading it does.
 */
export const countFilledRows = async (chunks: AsyncIterable<Buffer>): Promise<number> => {
  let rest = '';
  let rows = 0;
  let filled = true;
  for await (const chunk of chunks) {
    // Of the two bytes of a sign in UTF-16 one is left, which is enough for names of elements.
    const text = rest + chunk.toString('latin1').replaceAll('\u0000', '');
    let end = 0;
    for (const match of text.matchAll(marks)) {
      end = match.index + match[0].length;
      if (match[1] === 'row') filled = false;
      else if (!filled) {
        filled = true;
        rows += 1;
      }
    }
    rest = text.slice(Math.max(end, text.length - overlap));
  }
  return rows;
};
