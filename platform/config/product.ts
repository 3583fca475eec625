import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import product from '../../package.json' with { type: 'json' };

/** Version of the product, as in package.json. */
export const VERSION: string = product.version;

/** The folder the product is unpacked in. */
export const PRODUCT_FOLDER = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
