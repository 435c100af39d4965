import { definitionOf } from '@onewindow/tenant'
import { scenarioTests } from '@onewindow/testkit/vitest'
import { punjab } from '../src/index.ts'

// The other federal programmes are shown by the layer's first province.
scenarioTests(definitionOf(punjab), new URL('../scenarios/', import.meta.url), {
  shown: ['punjab-bait-ul-maal', 'bisp-kafaalat'],
})
