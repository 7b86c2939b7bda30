import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { failed, ok, type Result } from '../../terms/result';

type Surroundings = Readonly<Record<string, string | undefined>>;

/** As Allure's own script does: JAVA_HOME where it is set, else what the PATH has. */
const javaOf = ({ JAVA_HOME: home }: Surroundings): string =>
  home === undefined || home === '' ? 'java' : join(home, 'bin', 'java');

/** @returns one sentence where Java is missing or does not start. */
export function findJava(surroundings: Surroundings): Result<string> {
  const java = javaOf(surroundings);
  const tried = spawnSync(java, ['-version'], { env: surroundings, stdio: 'ignore' });
  if (tried.status === 0) return ok(java);
  const where =
    java === 'java' ? 'none was found on the PATH' : `JAVA_HOME names ${java}, which does not run`;
  return failed(
    `The Allure report needs Java, and ${where}: install a Java runtime 8 or newer (on Debian: apt install default-jre-headless), or set JAVA_HOME, and try again; all other reports are there without it.`,
  );
}

/**
 * Builds the report. Without the variable below, its pages would load an analytics script from the network.
 * @returns what the generator said where it failed.
 */
export function generateAllure(results: string, report: string, surroundings: Surroundings): Result<string> {
  const generator = join(dirname(require.resolve('allure-commandline/package.json')), 'bin', 'allure');
  const done = spawnSync(process.execPath, [generator, 'generate', '--clean', '--output', report, results], {
    env: { ...surroundings, ALLURE_NO_ANALYTICS: 'true' },
    encoding: 'utf8',
  });
  if (done.status === 0) return ok(report);
  const said = `${done.stderr ?? ''}${done.stdout ?? ''}`.trim();
  return failed(`Allure's generator failed: ${said === '' ? String(done.error ?? done.status) : said}`);
}
