"""The sentences of the accessibility summary, language by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What can be said of a book; which sentences hold is for the caller to know."""

    structure: str
    without_images: str
    images_described: str
    images_undescribed: str
    not_audited: str


WORDINGS = {
    "ar": Wording(
        "نص هذا الكتاب يتكيف مع إعدادات القارئ، وله فهرس وعناوين للتنقل.",
        "لا يحتوي على صور.",
        "لكل صورة فيه نص بديل.",
        "بعض صوره بلا نص بديل.",
        "لم يُقيَّم وفق أي معيار لإمكانية الوصول.",
    ),
    "de": Wording(
        "Der Text dieses Buches passt sich den Einstellungen des Lesegeräts an; "
        "Inhaltsverzeichnis und Überschriften führen durch das Buch.",
        "Es enthält keine Bilder.",
        "Jedes Bild hat eine Textalternative.",
        "Einige Bilder haben keine Textalternative.",
        "Das Buch wurde nach keiner Norm für Barrierefreiheit geprüft.",
    ),
    "en": Wording(
        "The text of this book adapts to the settings of the reading system, "
        "with a table of contents and headings to navigate by.",
        "It has no images.",
        "Every image has a text alternative.",
        "Some images have no text alternative.",
        "The book has not been assessed against an accessibility standard.",
    ),
    "es": Wording(
        "El texto de este libro se adapta a los ajustes del lector, con un índice y títulos "
        "para recorrerlo.",
        "No contiene imágenes.",
        "Cada imagen tiene un texto alternativo.",
        "Algunas imágenes no tienen texto alternativo.",
        "El libro no se ha evaluado según ninguna norma de accesibilidad.",
    ),
    "fa": Wording(
        "متن این کتاب با تنظیمات خواننده سازگار می‌شود و فهرست و عنوان‌هایی برای پیمایش دارد.",
        "تصویری ندارد.",
        "هر تصویر متن جایگزین دارد.",
        "برخی تصویرها متن جایگزین ندارند.",
        "کتاب بر پایهٔ هیچ استاندارد دسترس‌پذیری ارزیابی نشده است.",
    ),
    "fr": Wording(
        "Le texte de ce livre s’adapte aux réglages de la liseuse ; une table des matières "
        "et des titres permettent de s’y déplacer.",
        "Il ne contient pas d’images.",
        "Chaque image a un texte de remplacement.",
        "Certaines images n’ont pas de texte de remplacement.",
        "Le livre n’a été évalué selon aucune norme d’accessibilité.",
    ),
    "he": Wording(
        "הטקסט בספר זה מתאים את עצמו להגדרות הקורא, ויש בו תוכן עניינים וכותרות לניווט.",
        "אין בו תמונות.",
        "לכל תמונה יש טקסט חלופי.",
        "לחלק מהתמונות אין טקסט חלופי.",
        "הספר לא נבדק לפי תקן נגישות.",
    ),
    "it": Wording(
        "Il testo di questo libro si adatta alle impostazioni del lettore, con un indice e "
        "titoli per orientarsi.",
        "Non contiene immagini.",
        "Ogni immagine ha un testo alternativo.",
        "Alcune immagini non hanno un testo alternativo.",
        "Il libro non è stato valutato secondo alcuna norma di accessibilità.",
    ),
    "ja": Wording(
        "本書の文字は読書システムの設定に合わせて表示され、目次と見出しから移動できます。",
        "画像はありません。",
        "すべての画像に代替テキストがあります。",
        "代替テキストのない画像があります。",
        "アクセシビリティ規格に基づく評価は受けていません。",
    ),
    "nl": Wording(
        "De tekst van dit boek past zich aan de instellingen van de lezer aan, met een "
        "inhoudsopgave en koppen om door het boek te gaan.",
        "Het bevat geen afbeeldingen.",
        "Elke afbeelding heeft een tekstalternatief.",
        "Sommige afbeeldingen hebben geen tekstalternatief.",
        "Het boek is niet aan een toegankelijkheidsnorm getoetst.",
    ),
    "pt": Wording(
        "O texto deste livro adapta-se às definições do leitor, com um índice e títulos para "
        "o percorrer.",
        "Não contém imagens.",
        "Cada imagem tem um texto alternativo.",
        "Algumas imagens não têm texto alternativo.",
        "O livro não foi avaliado segundo nenhuma norma de acessibilidade.",
    ),
    "zh": Wording(
        "本书文字可随阅读系统的设置调整，并可通过目录和标题跳转。",
        "本书没有图片。",
        "每张图片都有替代文字。",
        "部分图片没有替代文字。",
        "本书未按任何无障碍标准进行评估。",
    ),
}
