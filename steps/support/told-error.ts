/** What a user is told of a failed step. Cucumber takes the name of the error's class for its type, and reports tell classes apart by it. */
export type ToldAs = 'isolation violated' | 'mistake in the feature' | 'not as expected';

function toldClass(name: ToldAs): new (message: string) => Error {
  const made = class extends Error {
    override readonly name = name;
  };
  return Object.defineProperty(made, 'name', { value: name });
}

const CLASSES: Readonly<Record<ToldAs, new (message: string) => Error>> = {
  'isolation violated': toldClass('isolation violated'),
  'mistake in the feature': toldClass('mistake in the feature'),
  'not as expected': toldClass('not as expected'),
};

/**
 * @param place `features/reset.feature:14:1`, the only line of the stack that helps somebody who wrote a feature. (Cucumber
 *   reads it; without any such line it searches the text, at great length.)
 */
export function toldError(as: ToldAs, message: string, place: string): Error {
  const where = as === 'mistake in the feature' ? `${place.replace(/:1$/, '')}: ` : '';
  const told = new CLASSES[as](`${where}${message}`);
  told.stack = `${as}: ${told.message}\n    at ${place}`;
  return told;
}
