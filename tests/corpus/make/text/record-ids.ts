const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The 18 characters of an Id of 15: each of the three last ones says which of five characters are capitals
 * (Salesforce, "What are the differences between 15-digit and 18-digit Ids").
 */
export const toLongId = (id: string): string => {
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let at = 0; at < 5; at += 1) if (/[A-Z]/.test(id.charAt(block * 5 + at))) bits += 2 ** at;
    suffix += letters.charAt(bits);
  }
  return id + suffix;
};
