import type { AdapterProfile } from '../../device/adapter-profile';
import type { Device } from '../../device/device';
import type { Course } from '../../host/testbed-course';
import type { ProfileSource } from '../../isolation/action';

/** What performers work with: the action's course, and where devices come from. */
export interface Lab {
  readonly course: Course;
  readonly makeDevice: DeviceFactory;
  readonly profileOf: (source: ProfileSource, overrides: Overrides) => AdapterProfile;
}

export type Overrides = Readonly<Record<string, number | boolean | string>>;

/** Makes the subject: the reference adapter, one with a planted fault, or somebody else's. */
export type DeviceFactory = (profile: AdapterProfile, adapter: string) => Device;
