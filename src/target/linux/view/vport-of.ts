/** The default VPort is 0, and each VF has one (ruling 15). */
export const vportOf = (vf: number): number => vf + 1;
