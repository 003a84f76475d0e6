import { describe, expect } from 'vitest'
import { axe, fitsWidth, quickVisit, test } from './harness.ts'

describe('the front door', () => {
  test('is found by every visitor, with no fault that axe knows', async ({ page }) => {
    const response = await page.goto('/')
    expect(response?.status()).toBe(200)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await axe(page)).toEqual([])
  })

  test('reads the same without JavaScript on a small phone', async ({ phone, plain }) => {
    await phone.goto('/')
    await plain.goto('/')
    expect(await plain.locator('main').innerText()).toBe(await phone.locator('main').innerText())
    expect(await fitsWidth(phone)).toBe(true)
  })

  test('is light enough for a slow network', async ({ phone }) => {
    const visit = await quickVisit(phone, '/', 3000)
    console.log(
      `first visit of / over slow 3G: ${Math.round(visit.bytes / 1024)} KB, readable after ${visit.readableMs} ms`
    )
    expect(visit.bytes).toBeLessThan(300 * 1024)
    expect(visit.scripts).toBe(0)
    expect(visit.readableMs).toBeLessThan(3000)
  })
})
