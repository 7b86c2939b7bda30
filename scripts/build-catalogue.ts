import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE_FOLDER } from '../src/rules/catalogue';
import { catalogueJson, readSources } from '../src/rules/read-sources';

writeFileSync(join(CATALOGUE_FOLDER, 'catalogue.json'), catalogueJson(readSources()));
