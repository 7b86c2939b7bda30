// A sentence of your own. The shipped ones are at hand beside it: npx bulkhead steps
import { Then } from '@cucumber/cucumber';
import type { BulkheadWorld } from 'bulkhead/steps/support/world';

Then('the testbed has {int} partition(s)', async function (this: BulkheadWorld, count: number) {
  const { partitions } = await this.view();
  if (partitions.length !== count)
    throw new Error(`expected ${count} partitions, found ${partitions.length}`);
});
