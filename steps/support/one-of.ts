import { nearest } from '../../src/terms/nearest';
import { FeatureMistake } from '../../src/target/target';

/** @param what for example `an ACL action`, for the sentence that answers a word which is none. */
export function oneOf<T extends string>(what: string, known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `"${text}" is not ${what}${nearest(text, known)}; expected one of ${known.join(', ')}`,
  );
}
