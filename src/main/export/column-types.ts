import type { QueryableObject } from '../../shared/domain/export';
import type { FieldType } from '../../shared/domain/sobject';

/**
 * The types of an answer's columns, found by their paths (`Name`, `Account.Owner.Name`). A column of which the org
 * says nothing, such as one over several kinds of parents, is text.
 */
export const findColumnTypes = async (
  header: readonly string[],
  object: string,
  describe: (object: string) => Promise<QueryableObject>,
): Promise<FieldType[]> => {
  const known = new Map<string, Promise<QueryableObject | null>>();
  const ask = async (name: string): Promise<QueryableObject | null> => {
    const key = name.toLowerCase();
    const asked = known.get(key) ?? describe(name).catch(() => null);
    known.set(key, asked);
    return asked;
  };
  const typeOf = async (path: string): Promise<FieldType> => {
    const steps = path.toLowerCase().split('.');
    const last = steps.pop() ?? '';
    let at = await ask(object);
    for (const step of steps) {
      const lookup = at?.fields.find(({ relationship }) => relationship?.toLowerCase() === step);
      const [parent] = lookup?.referenceTo ?? [];
      at = parent === undefined || lookup?.referenceTo.length !== 1 ? null : await ask(parent);
    }
    return at?.fields.find(({ name }) => name.toLowerCase() === last)?.type ?? 'string';
  };
  return Promise.all(header.map(typeOf));
};
