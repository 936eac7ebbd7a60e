// The calculator of a sitting, without a browser: numbers are read and written as the language of the page does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reckon, written } from '../../crates/web/scripts/sitting/comfort.js'

const told = (text, lang) => {
  const value = reckon(text, lang)
  return value === null ? null : written(value, lang)
}

test('a dot parts thousands in Indonesian, and a comma the decimals', () => {
  for (const [sum, answer] of [
    ['1.500 × 3', '4.500'],
    ['1.500.000 ÷ 4', '375.000'],
    ['1.234,5 + 0,5', '1.235'],
    ['12,5 + 3 × (2 − 1)', '15,5'],
    ['1500 × 3', '4.500'],
    [',5 × 2', '1'],
    ['10 ÷ 4', '2,5'],
    ['1 − 2.000', '-1.999'],
    // Either could be meant: rather nothing than a wrong answer.
    ['12.5 + 1', null],
    ['1.5000', null],
    ['0.500', null],
    ['1.500.00', null],
    ['1,500,000', null]
  ]) assert.equal(told(sum, 'id'), answer, sum)
})

test('in English it is the other way', () => {
  for (const [sum, answer] of [
    ['1,500 × 3', '4,500'],
    ['1.500 × 3', '4.5'],
    ['12.5 + 3 * (2 - 1)', '15.5'],
    ['1,234.5 + 0.5', '1,235'],
    ['0.1 + 0.2', '0.3'],
    ['12,5 + 1', null]
  ]) assert.equal(told(sum, 'en'), answer, sum)
})

test('what is no sum has no answer', () => {
  for (const text of ['', '1 +', '(1', '1)', 'alert(1)', '1 ÷ 0', '3 4.', '..']) {
    assert.equal(reckon(text, 'id'), null, text)
  }
})

test('large and small numbers are written whole', () => {
  assert.equal(told('999.999 × 1.000', 'id'), '999.999.000')
  assert.equal(told('1 ÷ 3', 'id'), '0,333333333333')
})
