// node read.mjs BOOK.epub [FOLDER]: opens the book in foliate-js in headless Chromium, turns
// to every section, and prints as JSON what was found. Pictures of the pages go to FOLDER.
// Nothing but 127.0.0.1 can be reached from the page; what was tried is reported.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const FLAGS = [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
]
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.epub': 'application/epub+zip' }
const PAGE = { width: 632, height: 840 }  // a Kobo, in CSS pixels
const SECTION_MS = 20_000

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = process.env.READER_MODULES ?? join(here, 'node_modules')
const [book, folder] = process.argv.slice(2)

const file = path => {
    if (path === '/book.epub') return book
    if (path.startsWith('/engine/')) return join(modules, 'foliate-js', path.slice('/engine/'.length))
    return join(here, path)
}

const serve = () => new Promise(resolve => {
    const server = createServer(async (request, response) => {
        const path = normalize(new URL(request.url, 'http://localhost').pathname)
        try {
            const data = await readFile(file(path))
            response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
            response.end(data)
        } catch {
            response.writeHead(404).end()
        }
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
})

const within = (promise, what) => Promise.race([
    promise,
    new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} did not open`)), SECTION_MS)),
])

const server = await serve()
const origin = `http://127.0.0.1:${server.address().port}`
const profile = await mkdtemp(join(tmpdir(), 'reader-'))
const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: false,  // playwright's own flag is an older one than --headless=new
    args: FLAGS,
    viewport: PAGE,
    deviceScaleFactor: 2,
})
const found = { consoleErrors: [], requestsElsewhere: [], opened: [] }
try {
    await context.route('**/*', route => {
        const url = route.request().url()
        if (url.startsWith(`${origin}/`) || /^(?:blob|data):/.test(url)) return route.continue()
        found.requestsElsewhere.push(url)
        return route.abort()
    })
    const page = await context.newPage()
    page.on('console', message => {
        if (message.type() === 'error') found.consoleErrors.push(message.text())
    })
    page.on('pageerror', error => found.consoleErrors.push(String(error)))
    await page.goto(`${origin}/reader.html`)
    await page.waitForFunction(() => window.ready)
    Object.assign(found, await within(page.evaluate(() => window.openBook()), 'the book'))
    for (const [index, section] of found.sections.entries()) {
        const said = await within(page.evaluate(n => window.openSection(n), index), section.id)
        found.opened.push({ ...section, ...said })
        if (folder) await page.screenshot({ path: join(folder, `${String(index).padStart(3, '0')}.png`) })
    }
    const resolve = async entries => Promise.all(entries.map(async entry => ({
        ...entry,
        section: await page.evaluate(href => window.resolve(href), entry.href),
        children: await resolve(entry.children),
    })))
    found.toc = await resolve(found.toc)
} finally {
    await context.close()
    server.close()
    await rm(profile, { recursive: true, force: true })
}
console.log(JSON.stringify(found, null, 2))
