import type { AdapterParts } from '../device/adapter-context';
import type { AdapterProfile } from '../device/adapter-profile';
import type { Device } from '../device/device';
import { createReferenceAdapter } from '../device/reference-adapter';
import { referenceParts } from '../device/reference-parts';

/**
 * One realistic fault, planted by replacing one named part of the reference adapter, or by wrapping its seam; never by an
 * `if` in the model. The suite must notice each (docs/isolation.md: who audits the auditor).
 */
export interface Mutant {
  /** Of the catalogue of faults, for example `M59`. */
  readonly id: string;
  readonly name: string;
  readonly fault: string;
  /** The law, or the rule, that it breaks. */
  readonly breaks: string;
  readonly planted: PlantedParts | PlantedSeam;
}

interface PlantedParts {
  readonly kind: 'parts';
  replace(parts: AdapterParts): AdapterParts;
}

interface PlantedSeam {
  readonly kind: 'seam';
  wrap(device: Device): Device;
}

export const inParts = (replace: PlantedParts['replace']): PlantedParts => ({ kind: 'parts', replace });
export const atSeam = (wrap: PlantedSeam['wrap']): PlantedSeam => ({ kind: 'seam', wrap });

export function withFault(mutant: Mutant, profile: AdapterProfile): Device {
  return mutant.planted.kind === 'parts'
    ? createReferenceAdapter(profile, mutant.planted.replace(referenceParts))
    : mutant.planted.wrap(createReferenceAdapter(profile));
}
