import { startEmulatedMachine } from '../src/target/igb/emulated-machine';
import { setUpIgb } from '../src/target/igb/set-up-igb';

/** Boots the emulated machine as if it were a real host with an SSH server, and waits until it is interrupted. */
async function main(): Promise<number> {
  const setup = await setUpIgb((sentence) => console.log(sentence));
  if (setup.kind === 'missing') {
    console.error(setup.sentence);
    return 2;
  }
  const machine = await startEmulatedMachine({ setup, ssh: true });
  console.log(
    `Booted in ${machine.bootSeconds} s (${machine.accelerator}). Its adapter is eth0, the other end of its wire outside0.`,
  );
  console.log(`Log in:   ssh -F ${machine.ssh?.configFile} igb-host`);
  console.log('End it:   Ctrl-C');
  const interrupted = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve(signal));
  });
  const how = await Promise.race([interrupted, machine.exited]);
  await machine.stop();
  console.log(how.startsWith('SIG') ? 'Stopped.' : how);
  return how.startsWith('SIG') ? 0 : 1;
}

void main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
