import { expect } from 'chai';
import type { LinuxSession } from '../../target/linux/linux-session';
import { Compromised } from '../../target/linux/machine';
import { runNumber } from './run-number';
import { SessionKeeper, type Opened } from './session-keeper';

const LIMITS = { openings: 2, failures: 2, again: 'the machine is replaced' };

function bench(limits = LIMITS) {
  const said: string[] = [];
  const closed: number[] = [];
  const open = async (opening: number): Promise<Opened> => ({
    session: { opening } as unknown as LinuxSession,
    close: async () => void closed.push(opening),
  });
  const keeper = new SessionKeeper(open, limits, (sentence) => said.push(sentence));
  return { keeper, said, closed };
}

async function reasonOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    expect(error).to.be.instanceOf(Compromised);
    return (error as Error).message;
  }
  return expect.fail('it was expected to fail');
}

describe('the keeper of a session', () => {
  it('keeps one machine through all scenarios', async () => {
    const { keeper } = bench();
    expect(await keeper.session()).to.equal(await keeper.session());
  });

  it('replaces a machine that broke before the next scenario, and says so', async () => {
    const { keeper, said, closed } = bench();
    const first = await keeper.session();
    first.broken = new Compromised('the guest is dead');
    const second = await keeper.session();
    expect(second).not.to.equal(first);
    expect(closed).to.deep.equal([1]);
    expect(said).to.deep.equal(['the guest is dead; the machine is replaced']);
  });

  it('gives the run up when the last machine broke', async () => {
    const { keeper, closed } = bench();
    (await keeper.session()).broken = new Compromised('first');
    (await keeper.session()).broken = new Compromised('second');
    expect(await reasonOf(keeper.session())).to.match(/not be used any more: second/);
    expect(await reasonOf(keeper.session())).to.match(/second/);
    expect(closed).to.deep.equal([1, 2]);
  });

  it('gives up after so many failures in a row', async () => {
    let asked = 0;
    const open = async (): Promise<Opened> => {
      asked += 1;
      throw new Error('no memory');
    };
    const keeper = new SessionKeeper(open, { ...LIMITS, openings: 9 }, () => {});
    for (let count = 0; count < 4; count++)
      expect(await reasonOf(keeper.session())).to.match(/no machine could be had: no memory/);
    expect(asked).to.equal(2);
  });

  it('ends what runs as compromised when it is closed', async () => {
    const { keeper, closed } = bench();
    const session = await keeper.session();
    await keeper.close('the run was interrupted');
    expect(session.broken?.message).to.equal('the run was interrupted');
    expect(await reasonOf(keeper.session())).to.equal('the run was interrupted');
    await keeper.close();
    expect(closed).to.deep.equal([1]);
  });
});

describe('the number of a run', () => {
  it('is the same for the same seed and differs between workers and machines', () => {
    const all = [
      [1, 0, 1],
      [1, 1, 1],
      [1, 0, 2],
      [2, 0, 1],
    ].map(([seed = 0, worker = 0, opening = 0]) => runNumber(seed, worker, opening));
    expect(new Set(all).size).to.equal(4);
    expect(runNumber(1, 0, 1)).to.equal(all[0]);
    for (const each of all) expect(each).to.be.within(0, 0xffffffff);
  });
});
