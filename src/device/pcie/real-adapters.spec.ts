import { expect } from 'chai';
import { PF, vfFunction, vfId } from '../../terms/function-id';
import { adapterIds, profileFromAdapterList } from '../profiles/adapter-list';
import { REFERENCE_PROFILE } from '../profiles/reference-profile';
import { decode, slicesOf } from './bars';
import { setBusMaster } from './driver-writes';
import { createPcie } from './pcie-state';
import { assignResources } from './platform-setup';
import { functionAt, routingIdOf } from './routing';
import { capabilityView } from './sriov-capability';
import { enableVirtualization } from './virtualization';

const listed = adapterIds().flatMap((id) => {
  const profile = profileFromAdapterList(id);
  return profile.ok ? [profile.value] : [];
});

describe('an adapter made from its profile', () => {
  for (const profile of [REFERENCE_PROFILE, ...listed]) {
    it(`${profile.id} shows its registers, and its VFs answer where they should`, () => {
      const platform = assignResources(createPcie(profile));
      const { totalVfs, systemPageSize } = profile.sriov;
      expect(capabilityView(platform)).to.include({ totalVfs, systemPageSize });
      expect(slicesOf(platform, PF).filter(({ index }) => profile.pfBars[0]?.index === index)).to.have.length(
        Math.min(profile.pfBars.length, 1),
      );
      const enabled = enableVirtualization(platform, totalVfs);
      if (totalVfs === 0) return expect(enabled.ok).to.equal(false);
      if (!enabled.ok) return expect(enabled.error.rule, enabled.error.reason).to.equal('PCIE-RID-08');
      const last = vfFunction(vfId(totalVfs - 1));
      const state = setBusMaster(enabled.value, last, true).state;
      expect(functionAt(state, routingIdOf(state, last))).to.deep.equal(last);
      for (const { index, base, size } of slicesOf(state, last)) {
        expect(base, `VF BAR${index}`).not.to.equal(undefined);
        expect(decode(state, base! + size - 1)).to.deep.equal({
          function: last,
          bar: index,
          offset: size - 1,
        });
      }
      return undefined;
    });
  }

  it('comes from a list that is not empty', () => expect(listed.length).to.be.greaterThan(15));
});
