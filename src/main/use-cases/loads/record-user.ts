import type { LoadStore } from '../../store/load-store';

/**
 * Writes down, before anything goes out, under which user's sign-in the newest attempt does. An attempt that one user
 * began and another took up names both. An org that does not tell who signed in leaves it open.
 */
export const recordUser = async (store: LoadStore, username: string): Promise<void> => {
  const { attempts } = await store.readDoc();
  const newest = attempts.at(-1);
  const known = newest?.users ?? [];
  if (username === '' || newest === undefined || known.includes(username)) return;
  await store.change(async (doc) => ({
    ...doc,
    attempts: doc.attempts.map((one) =>
      one.attempt === newest.attempt ? { ...one, users: [...known, username] } : one,
    ),
  }));
};
