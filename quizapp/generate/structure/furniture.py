"""What stands on a page of news and is no part of the story, by what its lines look like.

Each rule has examples, and sentences of a story that it must leave alone: the tests try both. All
patterns match a whole paragraph, and take time in proportion to its length.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from quizapp.generate.dates import MONTH, WEEKDAY

_LONGEST = 700
"""Characters of what is looked at; a longer paragraph is the story's, or a legal notice."""

_CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])[\w.'’-]{0,30}"
_PARTICLE = r"(?:de|da|del|della|di|du|la|le|van|von|der|den|al|bin|ibn|el|ter|y)"
NAME = rf"{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{1,3}}"
"""Two to five words that could be a person's name."""
_NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME}){{0,4}}"
_ROLE = (
    r"(?:[\w’'-]+ ){0,4}(?:reporters?|correspondents?|editors?|writers?|staff|contributors?"
    r"|columnists?|journalists?|bureau|producers?|photographers?|fellow|intern|anchor)"
)
_OUTLET = (
    r"(?:the )?(?:associated press|reuters|ap|afp|agence france-presse|upi|pti|ani|dpa|efe|tass"
    r"|interfax|xinhua|kyodo|yonhap|anadolu agency|bloomberg|bbc(?: news)?|cnn|npr|pa media)"
)
AGENCY = re.compile(_OUTLET, re.I)
_NO_NAME = (
    rf"(?!{WEEKDAY}\b|(?:{MONTH}|christmas|easter|the|a|an|all|any|then|now"
    r"|law|contrast|comparison|noon|midnight|day|night|far|one|two|three|election)\b)"
)
_YOURS = (
    r"(?:(?:your|an|my|free) (?:\w+ )?account|subscriptions?|subscribers?|browser|javascript"
    r"|cookies?|inbox|password|newsletters?|preferences|ad blocker|free articles?|free trial"
    r"|devices?|notifications?|app|log ?in|sign in"
    r"|signing up|privacy policy|terms of (?:use|service))"
)
_PIECES = {
    "CAPITAL": _CAPITAL,
    "NAME": NAME,
    "NAMES": _NAMES,
    "NO_NAME": _NO_NAME,
    "OUTLET": _OUTLET,
    "REST": r"[^\n]{0,600}",
    "ROLE": _ROLE,
    "YOURS": _YOURS,
}


@dataclass(frozen=True, slots=True)
class LineRule:
    """What lines of one kind look like; `ends_story`: what follows belongs to other stories."""

    reason: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    ends_story: bool = field(default=False, kw_only=True)


def _rule(
    reason: str,
    pattern: str,
    examples: str,
    counter_examples: str = "",
    *,
    ends_story: bool = False,
) -> LineRule:
    """A rule, its pattern and its examples each written over several lines.

    `<NAME>` in a pattern is the piece of that name below.
    """

    def lines(text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text.strip().split("\n") if line.strip())

    whole = re.sub(r"<([A-Z_]+)>", lambda match: _PIECES[match[1]], "".join(lines(pattern)))
    compiled = re.compile(whole, re.I)
    return LineRule(
        reason, compiled, lines(examples), lines(counter_examples), ends_story=ends_story
    )


RULES = (
    _rule(
        "advertisement",
        r"""
        [-–—\s(\[]*(?:advertisements?|advert|(?:hide )?ads?|sponsored(?: content| by[^.]{1,60})?
        |promoted(?: content)?|paid content|story continues below(?: this)?(?: advertisement| ad)?
        |article continues (?:below|after)(?: this)?(?: advertisement| ad| sponsor message)?
        |skip (?:advertisement|past [^.]{1,60}|to [^.]{1,40}|ad))[-–—\s)\].:]*
        """,
        """ADVERTISEMENT
        Article continues below
        Story continues below advertisement
        Skip to content
        Sponsored by Acme Bank""",
        """Advertisements for the drug were banned in March.
        Ads were pulled.""",
    ),
    _rule(
        "share line",
        r"""
        (?:(?:share|tweet|email|e-mail|print|save|copy link|link copied[^.]{0,30}|facebook|twitter
        |x|whatsapp|linkedin|telegram|reddit|pinterest|instagram|youtube|messenger|flipboard
        |bookmark|gift|listen|comments?|copy|more|on|via|to|with|this|article|story|page|post|the
        |link|by|pocket|threads|bluesky|tiktok|toggle|font size|text size|sms|close|open|dialog
        |buttons?|options|icon|icons|and|or|\d+|[|•·:,/+])\s*){1,14}
        """,
        """Share
        Share this article
        Facebook Twitter WhatsApp LinkedIn Email
        Share on Facebook
        Save Story
        Print this page
        12 Comments""",
        """Share prices fell on Monday.
        Share of voters who trust the council falls
        Save the Children leaves Orrin""",
    ),
    _rule(
        "share line",
        r"""
        (?:share|tweet|email|e-mail|print|save) (?:this|full|the) (?:article|story|page
        |post)(?: (?:on|via|with|by|to) [^.!?]{0,50}|:)?|share this:?|(?:listen to|watch
        |play) (?:this|the) (?:article|story|video|audio)[^.!?]{0,40}|(?:[\d.,]+k? )?(?:shares
        |views|likes|reads|retweets)|follow (?:us|@\w+)(?: on)?[^!?]{0,60}|like us on [^!?]{1,40}
        |leer en espa[nñ]ol|add (?:us )?as (?:a )?preferred source[^.]{0,40}|google news
        |follow (?:on|in) [^.!?]{1,40}
        """,
        """Share this story on social media
        1.2k views
        Follow us on Facebook and Twitter
        Listen to this article 4 min
        Follow @ashpost""",
        """Share this burden, the minister asked of her allies.
        Follow the money, investigators were told.""",
    ),
    _rule(
        "account prompt",
        r"""
        (?=[^\n]{0,400}\b(?:you|your|you['’]ve|our|to continue
        |to read)\b)(?=[^\n]{0,400}\b<YOURS>\b)(?:(?:please |already (?:have|a) )?(?:sign|log
        |subscribe|register|create|enter|enable|disable|join|become|get|unlock|support|continue
        |try|manage|start|stay|never miss|don['’]t miss|want|this (?:site|website|content
        |article is (?:for|free|only))|we use|we and our|we(?:['’]ve| have) (?:sent|detected)
        |by (?:clicking|continuing|submitting|signing)|to (?:continue|read)|subscriber|an account
        |you (?:have|can|may|must|are|need)|you['’]ve|your|thank you|thanks for|welcome
        |dear (?:visitors|readers|users)|for unlimited|our)\b)<REST>
        """,
        """To continue reading, sign in to your account.
        You have 3 free articles left this month; log in for more.
        We use cookies to improve your experience on our site.
        By continuing you agree to our Privacy Policy.
        Sign up for our newsletter and get the news in your inbox.
        This site uses cookies to give you the best service.
        Already a subscriber? Log in to your account
        Get the latest headlines delivered to your inbox every morning.""",
        """We use cookies as bait for the bears, said the ranger.
        You have to pay, the account of the meeting says.
        Sign up for classes, officials urged parents in Orrin.
        Our account of the war is not finished, said the historian.""",
    ),
    _rule(
        "account prompt",
        r"""
        (?:(?:please )?(?:sign in|log in|login|sign up|register|subscribe|my account|e-?edition
        |subscriber only|already a subscriber|for subscribers|create (?:an )?account|premium
        |manage (?:my )?(?:account|cookies|preferences|consent)|accept(?: all)?(?: cookies)?
        |reject all|cookie (?:policy|settings|notice)|privacy(?: policy| notice)?|terms of (?:use
        |service)|log out|sign out|support us|donate|donate now|become a member|hello, (?:reader
        |guest)|start (?:your )?free trial|free trial|unlock this article|subscribe (?:now|today
        |here|for [^.!?]{1,40}|to [^.!?,]{1,40})|sign up (?:here|now|today
        |for (?:our |the )?[^.!?]{1,50}newsletters?[^.!?]{0,20})
        |newsletters?)\b[\s|/·•,?!.>]*){1,6}
        """,
        """Sign in
        Subscribe now
        Log in | Register
        Already a subscriber? Sign in
        Cookie settings
        Sign up for our morning newsletter""",
        """Register of voters is published
        Privacy law passes second reading
        Subscribe to the pact or leave, Norway tells Iceland""",
    ),
    _rule(
        "link to other stories",
        r"""
        (?:read|see|watch|listen|view|learn|find out|discover|explore)(?: the)? (?:more|also|next
        |full (?:story|article)|original(?: article)?|our(?: full)? coverage)(?:(?: (?:here|at|on
        |about|from|in|on this)\b)[^.!?]{0,80}|\s*[:|>»-][^\n]{0,200})?[.>»]*|(?:also read
        |also see|see also|read also|related(?: (?:stories|articles?|news|content|coverage|topics
        |links|reading))?|more (?:on this story|on this|from [^.!?]{1,50}|stories|news|coverage
        |like this|information|in [^.!?]{1,30})|what to read next|up next|next (?:story|article
        |post)|previous (?:story|article|post)|in case you missed it|icymi|don['’]t miss|must read
        |keep reading|continue reading|go deeper|in this (?:story|article)|around the web
        |from our partners|click here[^.!?]{0,60}|continue reading this[^.!?]{0,60}|show more
        |load more|view all|see all)(?:\s*[:|>»-][^\n]{0,200})?[.>»]*|(?:see also|also see
        |also read|read also)\s+(?-i:[A-Z])[^.]{5,150}
        """,
        """Read more
        Read more: Bakers go on strike
        READ ALSO: Council to vote on lido
        Related: Bakers of Orrin end their strike
        Related stories
        More on this story
        See also - Bakers go on strike
        See also Mayor sends a signal to bakers: Go for it!
        Click here for more news""",
        """Read more than 300 books, the teacher said, and you will see.
        Related companies were fined.
        More in the party of the mayor want her to go.
        More news is expected on Monday.""",
    ),
    _rule(
        "other stories",
        r"""
        (?:most (?:read|popular|viewed|shared|commented)(?: [^.!?]{1,30})?|(?:you (?:may
        |might) (?:also )?(?:like|be interested in)|you['’]ll also like|recommended(?: for you
        | stories| articles| reading)?|trending(?: now| stories)?|popular (?:stories|posts|topics
        |now)|latest (?:stories|news|headlines|posts|articles|from [^.!?]{1,40})|top (?:stories
        |headlines)|recent (?:posts|stories|news|articles)|other stories
        |more stories(?: from [^.!?]{1,40})?|more (?:top )?headlines|more (?:from|by) (?:the
        |this) (?:author|section|web|category)|leave a (?:comment|reply)
        |comments (?:are|have been) (?:closed|disabled)
        |please enter your (?:comment|name|e-?mail)[^.]{0,30}!?|post a comment
        |join the (?:conversation|discussion)|comments? ?\(\d+\)|\d+ (?:comments|replies)
        |view comments|(?:show|hide|read|add) (?:\d+ )?comments?|reader comments|about the author
        |similar (?:stories|articles)|editors?['’]? picks|back to top))[\s:.]*
        """,
        """Most read
        You may also like
        Latest stories
        Leave a comment
        Comments (12)
        Comments are closed.
        About the author
        More from the author
        Join the conversation""",
        """Most read nothing of the law before they voted on it.
        Other stories tell of the same.
        Top stories of the tower burnt, police say""",
        ends_story=True,
    ),
    _rule(
        "newsletter or contact line",
        r"""
        (?:sign up|subscribe|register)\b(?=[^\n]{0,300}\b(?:newsletters?|inbox|alerts|updates|here
        |channel|podcast|email)\b)<REST>|(?:get|receive|have) (?=[^\n]{0,300}\b(?:newsletters?
        |inbox|alerts)\b)(?:the|our|all|more|breaking|daily|local|top|your|latest)\b<REST>
        |(?:contact|reach|e-?mail|call|write to) (?:the )?(?:reporter|writer|author|newsroom|us
        |him|her|them|editor|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)\b(?=[^\n]{0,200}(?:@
        |\d{3}[-. ]\d{3,4}))<REST>|(?:do you have|have|got) (?:a|any) (?:news )?(?:tip|story
        |questions?)\b<REST>|follow (?:him|her|them|[A-Z][\w.'’-]+ [A-Z][\w.'’-]+
        |the [^.]{1,40}) (?:on|at) (?:twitter|x|facebook|instagram|bluesky|threads|mastodon
        |@)<REST>|(?:e-?mail|tel|phone|contact|twitter|media contact|press contact)s?:<REST>
        |\S+@\S+\.\w{2,10}|@\w+|(?:download|get) (?:our|the) (?:\w+ ){0,3}app\b[^\n]{0,120}|(?:for
        |with) more (?:news|stories|information)[^\n]{0,60}(?:visit|follow|click|go to
        |see)\b[^\n]{0,150}|.{0,80}\bcan be (?:reached|contacted|followed) (?:at|on|by
        |via)\b[^\n]{0,120}|(?:our )?journalism needs your support[^\n]{0,100}
        """,
        """Sign up here for our free weekly newsletter.
        Contact the reporter at jroe@ashpost.example.
        Follow her on Twitter @jroe
        Email: news@ashpost.example
        Have a tip? Write to us.
        Jane Roe can be reached at 555-010-0000.
        Get breaking news alerts sent to your phone
        news@ashpost.example
        For more information, visit www.acme.example""",
        """Sign up for a place by Friday, residents were told.
        Contact with the ship was lost on Monday.
        Call the council what you like, she said, it listens.
        For more information the police went to her brother.
        Follow the river on Monday, the map said.""",
    ),
    _rule(
        "correction or update note",
        r"""
        (?:(?:last |article )?updated?\s*[:|,–-]?\s*(?:on |at )?(?:\d[\d/.:-]|(?:jan|feb|mar|apr
        |may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? \d|(?:mon|tues|wednes|thurs|fri|satur
        |sun)day)<REST>|[(\[]?this (?:article|story|report|post|page|version|headline|item
        |version of the story|is a (?:breaking|developing))\b[^\n]{0,40}\b(?:was|has|is|been
        |will be|story|news)\b(?=[^\n]{0,400}\b(?:updated?|corrected|amended|originally|first
        |produced|published|republished|developing|breaking|generated|revised|edited|clarify
        |corrects?|adapted|provided by|part of|sponsored|supported)\b)<REST>|(?:correction
        |clarification|editor['’]?s['’]? note|ed(?:itor)?\. note|note to (?:readers
        |editors))s?\b\s*(?:\([^()]{1,40}\))?\s*[:.,|–—-]<REST>|(?:an? )?(?:earlier|previous
        |original) version of this (?:article|story|report|headline|post)\b<REST>|(?:refiles?
        |corrects|adds|recasts|updates) (?:to|with|paragraph|spelling|throughout|name|date|day
        |headline|background)\b[^\n]{0,120}|(?:breaking|developing)(?: news)?(?: story)?[.:]?
        |(?:live|breaking|exclusive|developing|update|updated|watch|video|opinion)[:.]?
        |more to follow\.?|check back for (?:updates|more)[^\n]{0,60}|first published (?:in|by
        |on)\b[^\n]{0,100})
        """,
        """This story was updated on 4 May 2025 to add the offer.
        Correction: An earlier version misspelt the name of the baker.
        An earlier version of this article gave the wrong date.
        Editor's note: the names were changed.
        This article was originally published by The Ash Post.
        This is a developing story and will be updated.
        (This story has not been edited by our staff and was generated from a feed.)
        Correction (4 May): the mill closed in 1999.
        Update 05/04/25: the offer was added.
        Updated on May 4, 2025 at 3 p.m. with the offer.
        BREAKING""",
        """Correction officers went on strike on Monday.
        This story was told by the bakers of Orrin for years.
        Update of the law is expected.
        Updated figures show that 30 bakers left in May 2024.
        This report was rejected by the minister.""",
    ),
    _rule(
        "credit of a reporter",
        r"""
        [(\[–—-]{0,2}\s?(?:(?:additional |further )?(?:reporting|writing|editing|reported|written
        |edited|compiled|photography|research|video|graphics?)(?: and (?:writing|editing|reporting
        |photographs))?(?: in [\w., ]{2,40})?(?: by|:| -)\s*<CAPITAL><REST>|with (?:inputs?
        |reporting|files|additional reporting|contributions?|information|agencies) (?:from
        |by)\b[^\n]{0,150}|(?:the )?<CAPITAL>[^\n]{0,150}\bcontributed (?:reporting|to (?:this
        |the) (?:report|story|article))(?: (?:from|in) [^\n]{0,60})?\.?|[–—-]{1,2} ?(?:<NAME>
        |<OUTLET>)|\((?:<OUTLET>|[a-z]{2,4}(?:/[a-z]{2,4}){1,3})\)|our standards:[^\n]{0,80}
        |the thomson reuters trust principles\.?|source:? (?:<OUTLET>|[^.!?]{2,60})
        |(?:<OUTLET>) (?:staff|archives?|contributors?)|-30-|#{2,5}|ends[ –—-]{0,3})
        """,
        """(Reporting by Jane Roe; Editing by John Doe)
        Reporting by Jane Roe in Orrin and John Doe in Ashwick
        The Associated Press contributed to this report.
        With inputs from PTI
        — Jane Roe
        Source: Reuters
        AP writer Jane Roe in Orrin contributed to this report.
        (dpa/NAN)""",
        """Reporting by the police has improved since, said the mayor.
        Source of the fire was not found.
        Her firm contributed to this report of the bank, he said.""",
    ),
    _rule(
        "who the writer is",
        r"""
        (?:(?:the )?(?:writer|author)|<NAME>(?:, (?:\d\d|[^,\n]{3,60}),)?)(?= (?:is|writes|covers
        |reports|leads|edits|works|has (?:been|covered|worked|reported
        |written))\b)(?=[^\n]{0,300}\b(?:columnist|reporter|correspondent|editor|journalist
        |contributing|staff writer|freelance|this (?:paper|newspaper|column)|news desk
        |opinion writer|editorial board|author of|covers|covering|writes (?:about|on|for)|newsroom
        |reports (?:on|for))\b)[^\n]{0,400}
        """,
        """Jane Roe is the Post's political editor.
        Jane Roe covers the council for The Ash Post.
        John Doe is a freelance writer and the author of two books.
        The writer is a columnist.""",
        """Jane Roe is the mayor of Orrin.
        Jane Roe was the editor who wrote the story.""",
    ),
    _rule(
        "byline",
        r"""
        (?:by|words by|written by|story by|reported by|posted by|from)\s*:?\s+<NO_NAME>(?:<NAMES>
        |<OUTLET>|our (?:\w+ )?(?:correspondent|reporter|staff)|<CAPITAL>)(?:\s*(?:[,|–—/•·-]
        |\bin\b|\bfor\b|\bof\b|\bwith\b|\bfrom\b|\bat\b
        |\band\b)?\s*[^\n.!?]{0,120})(?:\b(?:[ap]\.?m|jr|sr|st|Mr|[A-Z])\.[^\n.!?]{0,60}){0,3}
        """,
        """By Jane Roe
        By Jane Roe and John Doe, Staff Writers
        BY JANE ROE
        By Jane Roe, Associated Press
        By Jane M. Roe in Orrin
        By AFP
        Written by Jane Roe | Ash Post
        By Our Correspondent""",
        """By Monday, the council had changed its mind.
        By Jane Roe's count, nine bakers stayed away from work.
        From Orrin the road goes to Ashwick and to the sea.
        By law, a bill needs a second vote.""",
    ),
    _rule(
        "byline",
        r"""
        (?:<NAMES>|<OUTLET>)\s*(?:[,|–—/•·:-]
        |\bis\b)?\s*(?:\ba\b |\bthe\b )?<ROLE>(?:\s*[,|–—/•·-]\s*[^\n.!?]{0,60})?
        |<OUTLET>(?: staff)?|(?:staff|news|web|online) (?:reporter|desk|writer|report|staff
        |editor)s?|news service|newsroom
        """,
        """Jane Roe, Staff Writer
        Jane Roe | Political correspondent
        Reuters Staff
        The Associated Press
        Staff reporter
        Jane Roe, Ash Post editor""",
        """Jane Roe was the editor who wrote the story.
        The Associated Press sues the council of Orrin""",
    ),
    _rule(
        "caption or credit of a picture",
        r"""
        (?:[\[(]?\s*(?:file ?(?:photo|picture|image)?|photos?|pictures?|image|images
        |photograph(?:er)?|credit|picture credit|photo credit|image source|image caption
        |image credit|media caption|caption|pictured|above|below|left|right|representat(?:ive
        |ional) (?:image|photo)|file|illustration|graphic|video|watch|enlarge image
        |gallery)\s*(?:[:–—,|/]|\s-\s|\bby\b|\bcourtesy\b|\bsource\b)<REST>
        |[^\n]{0,500}[(\[](?:[^()\[\]\n]{0,80}\b)?(?:photo|image|picture|getty|ap photo|reuters
        |afp|shutterstock|file photo|photograph|staff photographer|courtesy|credit|screengrab|pool
        |epa|via ap)\b[^()\[\]\n]{0,120}[)\]]\.?|[^\n]{0,300}(?:/|\| ?|: ?|© ?
        |\bvia )(?:getty images|ap photo|afp|reuters|shutterstock|epa-efe|epa|wikimedia commons
        |istock|unsplash|ap|facebook|twitter|file photo|screengrab|city of [\w ]{2,30})\.?
        |[^\n]{1,400}[.!?)] (?:photo(?:graph)?|picture|image|credit)s?(?: credit
        | by)?:? [^\n.]{2,80}|[^\n]{1,400}\b(?-i:REUTERS|AFP|AP|EPA)/[^\n.]{2,60}|getty images
        |(?:view|click to|tap to) (?:image|enlarge|expand|gallery)[^\n]{0,60}|(?:file )?(?:photo
        |picture|image)s?|shutterstock(?: \d+)?|\d+ (?:of|/) \d+ ?[|:.]?[^\n]{0,80}
        |(?:<NAME>)(?: ?/ ?<NAME>){1,2}|[A-Z][\w. ]{2,40}/(?:afp|ap|reuters|epa|getty|file
        |staff)[^\n]{0,40})
        |[^\n]{1,500}(?:/|photo|pool|handout|courtesy)[\w ]{0,30} via (?-i:[A-Z])[\w ]{2,30}
        |[^\n]{1,400}[.!?)] ?© ?[^\n.!?]{2,60}
        """,
        """Photo: Jane Roe
        Image source, Getty Images
        FILE - The mayor speaks in Orrin, March 3, 2024. (AP Photo/John Doe, File)
        The mayor of Orrin at the fire (Photo: Ash Post)
        Getty Images
        The lido in June. Photograph: Jane Roe/Ash Post
        A baker at work | Image: Reuters
        The mayor speaks in Orrin on 3 May 2024. © Reuters / Jane Roe
        Bakers march in Orrin, May 3, 2024. Orrin Press Pool/Pool via Reuters
        1 of 4""",
        """Photo finish gives Orrin the cup on the last day of the season.
        File sharing was banned, the school said.
        Pictures of the mayor were shown to the court on Monday.
        Left without a choice, the bakers went home.
        The picture was sold to a friend (the image of a goat) for nothing.""",
    ),
    _rule(
        "copyright line",
        r"""
        (?:[^\n]{0,120}(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(?:\d{4}|by\b|the\b
        |(?-i:[A-Z]))[^\n]{0,400}(?:rights reserved|\d{4}|permission|redistributed|ltd|inc
        |llc)[^\n]{0,300}|©\s*[^\n.]{0,100}|copyright:?\s+(?:©|\d)[^\n]{0,100}
        |[^\n]{0,200}all rights reserved[^\n]{0,200}|[^\n]{0,200}may not be (?:published
        |reproduced)[^\n]{0,40}(?:broadcast|rewritten|redistributed|permission)[^\n]{0,120}
        |disclaimer:[^\n]{0,600}|(?:the )?(?:views|opinions) (?:expressed|in this)\b[^\n]{0,600}
        |(?:privacy policy|terms of (?:use|service)|cookie policy|contact us|about us
        |advertise(?: with us)?|careers|accessibility|[|•·/ ]){2,}
        |this (?:archived )?(?:news story|material)[^\n]{0,40}(?:personal|may not)[^\n]{0,400})
        """,
        """Copyright 2024 The Associated Press. All rights reserved.
        © 2024 Ash Post
        © Ash Post
        This material may not be published, broadcast, rewritten or redistributed.
        Disclaimer: The views are those of the writer.
        About us | Contact us | Privacy policy""",
        """Copyright law was changed after the ruling of 2019 in Orrin.
        The court said that the book may not be published.""",
    ),
    _rule(
        "tags",
        r"""
        (?:tags?|topics?|filed under|categories|category|keywords|in this article|posted in
        |published in|section|location)\s*:[^\n]{0,300}|(?:#\w+[\s,]*){1,12}|(?:topics|tags
        |categories)
        """,
        """Tags: council, lido
        Filed under: News
        #orrin #bakers""",
        "Topics of the talks were the lido and the mill.",
    ),
    _rule(
        "time to read",
        r"""
        (?:estimated )?(?:read(?:ing)?(?: time)?:? ?)?
        \d{1,3}(?:-\d{1,3})? ?min(?:ute)?s?(?:[ -]read)?
        |(?:about )?(?:an?|one|\d{1,2}) (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?
        |months?|years?) ago|just now|estimated read time:[^\n]{0,30}|(?:updated|published
        |posted) (?:an?|\d{1,2}) \w{1,10} ago
        """,
        """3 min read
        1 Min Read
        2 hours ago
        Updated 3 hours ago""",
        "3 minutes later it was over.",
    ),
)


@lru_cache(maxsize=4096)
def furniture(text: str) -> LineRule | None:
    """The rule by which a paragraph is no part of the story, if there is one."""
    if len(text) > _LONGEST:
        return None
    return next((rule for rule in RULES if rule.pattern.fullmatch(text)), None)


FUNCTION_WORDS = frozenset(
    "the of and to in a is was for on that with by as at he she it from his her has had be have are"
    " were not this they who will said but an which their or its".split()
)
_LEAST_GLUE = 0.15
"""Share of the words above in a sentence; in a row of names or of labels there are none."""
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]{0,3}$")
_SHORT_FORM = re.compile(r"(?:\b(?:[ap]\.m|Jr|Sr|Inc|Ltd|Co|U\.S|U\.K|No|vs|[A-Z])\.|\.\.\.|…)$")


def reads_as_prose(text: str) -> bool:
    """Whether the words of a long line hang together, whatever it ends with."""
    words = text.lower().split()
    return sum(word in FUNCTION_WORDS for word in words) >= _LEAST_GLUE * len(words)


def is_sentence(text: str) -> bool:
    """Whether a paragraph ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None and (
        not _SHORT_FORM.search(text) or len(text.split()) > 12
    )
