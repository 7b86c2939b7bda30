import type { EnvironmentInfo } from 'allure-js-commons/sdk';
import type { Compliance } from '../compliance';

/** The verdict and what it is about; no clock values and nothing of the machine. */
export function environmentOf({ verdict, cover }: Compliance): EnvironmentInfo {
  const listed: Readonly<Record<string, readonly (string | number)[]>> = {
    Verdict: [`${verdict.word}: ${verdict.sentence}`],
    Subject: cover.subject,
    Adapter: cover.profile,
    Seed: cover.seeds,
    Command: cover.commands,
    ...Object.fromEntries(
      Object.entries(cover.versions).map(([name, version]) => [`Version of ${name}`, [version]]),
    ),
    Kit: cover.kit,
    Rules: cover.rules,
    Features: cover.features,
    Runner: cover.runners,
    Watched: [
      `${cover.watched.actions} actions, ${cover.watched.snapshots} snapshots, ${cover.watched.deliveries} deliveries`,
    ],
    'Declared choices': cover.declaredChoices,
  };
  return Object.fromEntries(
    Object.entries(listed).flatMap(([name, values]) =>
      values.length === 0 ? [] : [[name, values.join('; ')]],
    ),
  );
}
