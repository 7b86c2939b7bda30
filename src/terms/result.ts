/** A value, or the reason why there is none. Mistakes that a user can make are values, never exceptions. */
export type Result<T, E = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failed = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** For the end of a `kind` match: the compiler proves that it is never reached. */
export function unreachable(value: never): never {
  throw new Error(`cannot happen: no case for ${JSON.stringify(value)}`);
}
