import { expect } from 'chai';
import { streamFault } from '../../src/target/expectations/receipt-faults';
import { FeatureMistake } from '../../src/target/target';
import type { BulkheadWorld } from './world';

/** Every frame of every stream once, in order; a loss counts only where the target named it `declared-failover-loss`. */
export function streamArrives(world: BulkheadWorld, losses: number): void {
  if (world.streamed.length === 0)
    throw new FeatureMistake(
      'no stream has run: begin with "a stream of … numbered frames runs from … to …"',
    );
  const { traces } = world.theDeed().outcome;
  for (const stream of world.streamed) {
    const fault = streamFault(traces, stream, losses);
    if (fault !== undefined) expect.fail(fault);
  }
}
