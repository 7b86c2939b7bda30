import { keepBoot } from '../../target/igb/kept-boot';
import { setUpIgb } from '../../target/igb/set-up-igb';
import { readArguments } from '../arguments';
import type { Command } from '../command';
import { UsageMistake } from '../usage-mistake';

export const setupCommand: Command = {
  says: `bulkhead setup igb   install and build what the emulated adapter needs: QEMU, and a guest of Debian packages

What is there and whole is left alone. A run on the target igb does the same by itself.

Exit codes: 0 it is ready, 2 it cannot run here, with what is missing.`,
  async run(args) {
    const { positionals } = readArguments('setup', args, {});
    if (positionals.length !== 1 || positionals[0] !== 'igb')
      throw new UsageMistake(
        `bulkhead setup ${positionals.join(' ')}: expected the target that needs a set-up; known is igb`,
      );
    const setup = await setUpIgb((sentence) => console.log(sentence), { thorough: true });
    if (setup.kind === 'missing') throw new UsageMistake(setup.sentence);
    const boot = await keepBoot(setup, (sentence) => console.log(sentence));
    const { figures, image, qemu } = setup;
    const spent = (['installing', 'checking', 'fetching', 'building'] as const)
      .map((each) => `${each} ${figures[each]} s`)
      .join(', ');
    console.log(
      `The emulated adapter is ready: QEMU ${qemu.version}, kernel ${image.versions['kernel']} (${spent}${boot === undefined ? '' : `, its boot ${boot.bootSeconds} s`}).`,
    );
    return 0;
  },
};
