import { createInterface } from 'node:readline/promises';
import { UsageMistake } from '../../usage-mistake';

export interface Asked {
  /** `--yes`. */
  readonly yes: boolean;
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** @throws UsageMistake where nobody can be asked, or somebody said no. */
export async function consent({ yes, input, output }: Asked): Promise<void> {
  if (yes) return;
  if (!input.isTTY || !output.isTTY)
    throw new UsageMistake(
      'nobody can be asked here, and nothing was touched; give --yes when all this may be touched',
    );
  const lines = createInterface({ input, output });
  const answer = await lines.question('Go on? [y/N] ');
  lines.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new UsageMistake('nothing was touched');
}
