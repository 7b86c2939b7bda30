import type { OwnedChange } from '../isolation/difference';
import type { Domain } from '../terms/domain';
import type { Observation } from '../terms/observation';

/** Snapshots in which VFs came into being: what a VF looks like that nobody has used (ISO-LAW-04). One an adapter. */
export class PristineVfs {
  constructor(private readonly snapshots: Map<string, Observation> = new Map()) {}

  fork(): PristineVfs {
    return new PristineVfs(new Map(this.snapshots));
  }

  /** A VF comes into being with its Routing ID. */
  learn(changes: readonly OwnedChange[], after: Observation): void {
    for (const { owner, cell, was } of changes)
      if (owner.kind === 'vf' && cell === 'Routing ID' && was === null)
        this.snapshots.set(owner.adapter ?? '', after);
  }

  of(vf: Domain): Observation | undefined {
    return vf.kind === 'vf' ? this.snapshots.get(vf.adapter ?? '') : undefined;
  }
}
