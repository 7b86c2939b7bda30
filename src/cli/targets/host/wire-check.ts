import { mayFail, type Machine } from '../../../target/linux/machine';
import { setLink } from '../../../target/linux/perform/devices';

const SEEN_AT = 'wire check';
const SENT_BY = 'wire check outside';
/** EtherType for local experiments. */
const FRAME = Buffer.concat([
  Buffer.from('ffffffffffff020000000001' + '88b5', 'hex'),
  Buffer.from('Bulkhead: are these the two ends of one cable?'.padEnd(60)),
]);
/** Milliseconds that a link may take to notice that the other end is down. */
const NOTICED_WITHIN = 4000;
const CARRIER_WITHIN = 15_000;

/** Whether a broadcast from one interface arrives at the other. */
export async function isJoined(machine: Machine, pf: string, outside: string): Promise<boolean> {
  await machine.listen([
    { name: SEEN_AT, interface: pf },
    { name: SENT_BY, interface: outside },
  ]);
  await machine.send(SENT_BY, [FRAME], 1);
  const marker = FRAME.toString('hex');
  const awaited = [{ at: [SEEN_AT], marker, count: 1 }];
  const frames = await machine.gather({ quiet: 0, longest: 2000, awaited });
  await machine.unlisten([SEEN_AT, SENT_BY]);
  return frames.some(({ at, bytes }) => at === SEEN_AT && Buffer.from(bytes).includes(FRAME));
}

/** How to pull the cable, tried: where the PF keeps its carrier with the other end down, nobody can. */
export async function pullableCable(
  machine: Machine,
  pf: string,
  outside: string,
): Promise<((up: boolean) => Promise<void>) | undefined> {
  const pull = async (up: boolean): Promise<void> => {
    await machine.run([setLink(up, outside)]);
  };
  await pull(false);
  const [down] = await machine.run([
    mayFail({ kind: 'wait-carrier', interface: pf, running: false, within: NOTICED_WITHIN }),
  ]);
  await pull(true);
  await machine.run([mayFail({ kind: 'wait-carrier', interface: pf, within: CARRIER_WITHIN })]);
  return down?.ok === true ? pull : undefined;
}
