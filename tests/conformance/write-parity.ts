/** `npm run parity`: writes docs/parity.md anew. */
import { writeParity } from './parity'

writeParity()
