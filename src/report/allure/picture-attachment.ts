import type { Attachment } from 'allure-js-commons';
import { scenarioResults } from '../compliance/scenario-results';
import { drawTopology } from '../picture/draw-topology';
import { routesOf } from '../picture/routes-of';
import type { Attach } from './attach';
import type { CountedAttempt } from './counted-attempts';

/** The testbed with the ways of the frames, for the attempt that counts. */
export function pictureAttachment({ settled }: CountedAttempt, attach: Attach): readonly Attachment[] {
  if (settled === undefined) return [];
  const { scenarios, topologies } = scenarioResults([settled], false);
  const [scenario] = scenarios;
  const [topology] = topologies;
  if (scenario === undefined || topology === undefined) return [];
  const picture = drawTopology(topology, routesOf(scenario));
  return [
    attach({
      name: 'picture of the testbed and the ways of the frames',
      mediaType: 'image/svg+xml',
      content: Buffer.from(picture),
      fileName: 'picture.svg',
    }),
  ];
}
