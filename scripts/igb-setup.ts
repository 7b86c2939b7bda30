import { setUpIgb } from '../src/target/igb/set-up-igb';

async function main(): Promise<number> {
  const setup = await setUpIgb((sentence) => console.log(sentence), { thorough: true });
  if (setup.kind === 'missing') {
    console.error(setup.sentence);
    return 2;
  }
  const { figures, image, qemu } = setup;
  const spent = `installing ${figures.installing} s, checking ${figures.checking} s, fetching ${figures.fetching} s, building ${figures.building} s`;
  console.log(
    `The emulated adapter is ready: QEMU ${qemu.version}, kernel ${image.versions['kernel']} (${spent}).`,
  );
  return 0;
}

void main().then((code) => (process.exitCode = code));
