// The main line on a phone, without scripts and with.
import { walkIn } from './walk.mjs'

walkIn('phone', 'pocket')
