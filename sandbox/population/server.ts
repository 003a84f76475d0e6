import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import type { Answer } from '../faults.ts'
import { runProgram } from '../program.ts'
import type { Files } from '../program.ts'
import type { Question, Sandbox } from '../system.ts'
import { answerTo } from './answers.ts'
import type { Asked, Tree } from './answers.ts'

const ANSWERS = 'http://www.mic.gov.vn/dancu/1.0'
const USER = 'tinh-song-mo'
const SECRET = 'sandbox-secret'
const PATHS: Readonly<Record<string, string>> = {
  '/dancu/v1/xac-thuc': 'XacThucThongTinCongDan',
  '/dancu/v1/tra-cuu': 'TraCuuThongTinCongDan',
  '/dancu/v1/xac-minh-nhan-than': 'XacMinhThongTinNhanThan'
}
const text = (status: number, body: string): Answer => ({ status, type: 'text/plain', body })

/** The population database: SOAP 1.1 behind mutual TLS at `/dancu`, REST behind a token at `/dancu/v1`. */
export function answerPopulation(question: Question): Answer {
  return question.path.startsWith('/dancu/v1') ? rest(question) : soap(question)
}

function soap({ method, path, headers, certified, body, fault }: Question): Answer {
  if (!certified) return text(403, 'a client certificate is needed')
  if (method === 'GET') return { status: 200, type: 'text/xml', body: '<definitions/>' }
  const digest = createHash('sha256')
    .update(`https://${headers.host}${path}${USER}${String(headers.timestamp)}${SECRET}`)
    .digest('hex')
  const basic = `Basic ${Buffer.from(`${USER}:${digest}`).toString('base64')}`
  if (headers.authorization !== basic || headers.soapaction !== '' || !headers['x-road-client'] || !headers.apikey)
    return text(401, 'the headers of the axis are wrong')
  const parsed = new XMLParser({ removeNSPrefix: true, parseTagValue: false }).parse(body) as {
    Envelope?: { Body?: Record<string, Asked> }
  }
  const [operation, asked] = Object.entries(parsed.Envelope?.Body ?? {})[0] ?? []
  if (!operation || !asked || !body.includes('xmlns:dan="http://dancuquocgia.bca"')) return text(400, 'no question')
  const inside = xml(answerTo(operation, asked, fault))
  return {
    status: 200,
    type: 'text/xml; charset=utf-8',
    body:
      '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">' +
      `<soapenv:Body><ns2:${operation}Response xmlns:ns2="${ANSWERS}">${inside}</ns2:${operation}Response>` +
      '</soapenv:Body></soapenv:Envelope>'
  }
}

const xml = (tree: Tree): string =>
  Object.entries(tree)
    .map(([name, value]) => `<ns2:${name}>${typeof value === 'string' ? escaped(value) : xml(value)}</ns2:${name}>`)
    .join('')
const escaped = (value: string) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function rest({ path, headers, authorised, body, fault }: Question): Answer {
  if (!authorised || !headers.lgspaccesstoken) return text(401, 'a token is needed')
  if (path === '/dancu/v1/health') return { status: 200, type: 'application/json', body: '{"status":"ok"}' }
  const operation = PATHS[path]
  if (!operation) return text(404, 'no such service')
  return {
    status: 200,
    type: 'application/json',
    body: JSON.stringify(answerTo(operation, JSON.parse(body) as Asked, fault))
  }
}

/** The settings that point an installation at this sandbox, by the SOAP connector; REST reads the others. */
export const settingsFor = (
  { url, clientId, clientSecret }: Pick<Sandbox, 'url' | 'clientId' | 'clientSecret'>,
  files: Files
) => ({
  POPULATION_CONNECTOR: 'soap',
  POPULATION_URL: `${url}/dancu`,
  POPULATION_CA_FILE: files.ca,
  POPULATION_CERT_FILE: files.cert,
  POPULATION_KEY_FILE: files.key,
  POPULATION_USER: USER,
  POPULATION_SECRET: SECRET,
  POPULATION_API_KEY: 'sandbox',
  POPULATION_XROAD_CLIENT: 'VN/GOV/H99/motcua',
  POPULATION_TOKEN_URL: `${url}/oauth2/token`,
  POPULATION_CLIENT_ID: clientId,
  POPULATION_CLIENT_SECRET: clientSecret,
  POPULATION_UNIT_CODE: 'H99',
  POPULATION_SERVICE_ACCOUNT: 'dichvu.songmo'
})

if (import.meta.main) await runProgram('population', answerPopulation, settingsFor)
