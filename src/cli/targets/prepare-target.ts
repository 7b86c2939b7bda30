import type { RunPlan } from '../run/run-plan';
import { UsageMistake } from '../usage-mistake';

/**
 * What a target needs before its first scenario: a machine that can be booted, a host that may be touched.
 * @throws UsageMistake where it cannot be had.
 */
export async function prepareTarget(plan: RunPlan): Promise<void> {
  if (plan.target === 'reference') return;
  if (plan.tagsByDefault)
    console.log('On this target the scenarios tagged @system run; name features or --tags for others.');
  if (plan.target === 'igb') return prepareIgb(plan.boot);
  if (plan.parallel > 0)
    throw new UsageMistake(
      `--parallel ${plan.parallel}: a host has one adapter, which workers cannot share; leave it out for the target "linux"`,
    );
  if (plan.host !== undefined) await prepareLinux(plan.host, plan.yes);
}

/* eslint-disable @typescript-eslint/no-require-imports -- only a run on a real target loads what it needs */
async function prepareIgb(boot: boolean): Promise<void> {
  const { setUpIgb } = require('../../target/igb/set-up-igb') as typeof import('../../target/igb/set-up-igb');
  const { keepBoot } = require('../../target/igb/kept-boot') as typeof import('../../target/igb/kept-boot');
  const setup = await setUpIgb((sentence) => console.log(sentence));
  if (setup.kind === 'missing') throw new UsageMistake(setup.sentence);
  if (!boot) await keepBoot(setup, (sentence) => console.log(sentence));
}

async function prepareLinux(host: NonNullable<RunPlan['host']>, yes: boolean): Promise<void> {
  const { prepareHost } = require('./host/prepare-host') as typeof import('./host/prepare-host');
  const { handOver } = require('./real-targets') as typeof import('./real-targets');
  handOver(await prepareHost(host, yes));
}
