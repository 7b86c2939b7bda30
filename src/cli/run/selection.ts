import { loadSources, type ISourcesCoordinates } from '@cucumber/cucumber/api';
import { counted } from '../check/mistake';
import { UsageMistake } from '../usage-mistake';
import { runOrder } from './run-order';
import type { RunPlan } from './run-plan';

/** What of the features a run takes, as Cucumber is told it. */
export const sourcesOf = (plan: RunPlan): ISourcesCoordinates => ({
  defaultDialect: 'en',
  paths: [...runOrder(plan.features.paths, plan.target)],
  names: [...plan.names],
  tagExpression: plan.tags,
  order: 'defined',
  ...(plan.shard === undefined ? {} : { shard: plan.shard }),
});

/** @throws UsageMistake where nothing is left to run; known before the last run's report is removed. */
export async function checkSelection(plan: RunPlan): Promise<void> {
  if (plan.tags === '' && plan.names.length === 0 && plan.shard === undefined) return;
  const { plan: chosen } = await loadSources(sourcesOf(plan));
  if (chosen.length === 0) throw new UsageMistake(nothingRan(plan));
}

export function nothingRan(plan: RunPlan): string {
  const filters = [
    plan.tags === '' ? '' : `the tags "${plan.tags}"`,
    plan.names.length === 0 ? '' : `the name "${plan.names.join('", "')}"`,
    plan.shard === undefined ? '' : `shard ${plan.shard}`,
  ].filter((each) => each !== '');
  const count = plan.features.files.length;
  return `no scenario was run: ${counted(count, 'feature')} ${count === 1 ? 'was' : 'were'} read, but ${filters.length === 0 ? 'none of their lines is a scenario' : `nothing matches ${filters.join(' and ')}`}`;
}
