import { definitionOf } from '@onewindow/tenant'
import { scenarioTests } from '@onewindow/testkit/vitest'
import { tenant } from '../src/index.ts'

scenarioTests(definitionOf(tenant), new URL('../scenarios/', import.meta.url))
