// Runs in the browser: opens /book.epub in foliate-js and says what a reader would see.
import './engine/view.js'

const view = document.createElement('foliate-view')
document.body.append(view)

const titles = entries =>
    (entries ?? []).map(({ label, href, subitems }) =>
        ({ label, href, children: titles(subitems) }))

const loaded = index => new Promise(resolve => {
    const hear = ({ detail }) => {
        if (detail.index === index) {
            view.removeEventListener('load', hear)
            resolve(detail.doc)
        }
    }
    view.addEventListener('load', hear)
})

window.openBook = async () => {
    const response = await fetch('book.epub')
    await view.open(new File([await response.blob()], 'book.epub'))
    const { metadata, toc, landmarks, sections, dir } = view.book
    return {
        title: metadata.title,
        language: metadata.language,
        dir,
        toc: titles(toc),
        landmarks: (landmarks ?? []).map(({ type, href }) => ({ type, href })),
        sections: sections.map(({ id, linear }) => ({ id, linear: linear !== 'no' })),
    }
}

window.openSection = async index => {
    const document = loaded(index)
    await view.goTo(index)
    const doc = await document
    const heading = doc.querySelector('h1, h2')
    return {
        heading: heading?.textContent.replace(/\s+/g, ' ').trim() ?? null,
        characters: doc.body.textContent.trim().length,
        broken: Array.from(doc.images).filter(image => !image.naturalWidth).length,
    }
}

// The section that an entry of the table of contents leads to.
window.resolve = href => view.book.resolveHref(href)?.index ?? null

window.ready = true
