import { createInterface } from 'node:readline/promises';
import { UsageMistake } from '../../usage-mistake';

export interface Asked {
  /** `--yes`. */
  readonly yes: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** @throws UsageMistake where nobody can be asked, or somebody said anything but yes, or nothing at all. */
export async function consent({ yes, input, output }: Asked): Promise<void> {
  if (yes) return;
  if (!input.isTTY || !output.isTTY)
    throw new UsageMistake(
      'nobody can be asked here, and nothing was touched; give --yes when all this may be touched',
    );
  const answer = await answered(input, output);
  if (answer === undefined) throw new UsageMistake('\nno answer; nothing was touched');
  if (/^y(es)?$/i.test(answer)) return;
  const why = /^(no?)?$/i.test(answer) ? '' : `"${answer}" is not yes; `;
  throw new UsageMistake(`${why}nothing was touched`);
}

/** Undefined after Ctrl-C or Ctrl-D, or when the terminal is gone. */
async function answered(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<string | undefined> {
  const lines = createInterface({ input, output });
  const closed = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  try {
    const answer = lines.question('Go on? [y/N] ').catch(() => undefined);
    return (await Promise.race([answer, closed]))?.trim();
  } finally {
    lines.close();
  }
}
