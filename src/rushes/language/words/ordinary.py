"""Ordinary English words that look like a slip of a word the reader knows, and are none: "reply" is no "replay"."""

from __future__ import annotations

_WORDS = """
abel abide abode abound accelerator accompanies accordion actin activate actively actuality addiction addictions
additive adoption adore advent adventurer adventurers advise aerial affection affections agent agitated agitation
ahmad aiding alain alden alexa allen alloy almighty altar amazingly ambition among ample analogue analogy analysis
analyst analysts analyzer anesthetic annexation annually anonymity appalling appeal appendix applauded appreciative
appropriately approximate aptly arabia ardent arena arias ariel aromatic artefacts artifact assemblies assembly
attack attracting attraction auction auctions audit audition auditions automate automated automation avert aviation
awkwardly axial back backyard badger baker ball ballet banker banned banter barge barking barns barre barren basel
bases bashed basis batter bauer beach bead beads beams beans bears beater beauties beautifully became bedside beets
began begun bella belle belly belts bench beset beta bets bette biased billions binds bird birds bitter black blake
blame blanc bland blaze bleak bleed blender blight blind blinding bling blink block blocking blocks blond blood
blows blush blushing boarding boast boat boats boeing boko booing booth boots bosom boulder boulders bouncer bounty
bowing bragging braid brake branching brandt brandy bras brass breach breaches bread breadth breast breathe breeding
brick briefed brightest brightly brighton brill brine brink brits broadcaster brook broom broth brother browne
brownies brows browser browsers budge built bulletin bullying burdened buried burner burnt butter cahill cake
calamity calculator calder caller callous camps campsite cancer capita capitol capping captains captives cared
carton catch catcher catering cathy caution cautious centrist certainly certainty chalmers chambers chance chances
chandler chanel chang channing chant chanting chaps charge charged charger chargers charges charging charity
charming chart charter charters charting cheat checkers cheek cheeks cheer cheering cherries chest chick chickens
child chile chili chilli chilly chipping chips choral chose christian christians chrome chung chunky circulate
claiming clam clarify clash classics cleaner cleaners cleanser click clinging cloak clock closer closet clothing
clover clutch clutching coaching coarse coast coasters coat codex coincide coles collagen collapse colleague
collected collecting collection college colleges collusion colo colon combs comedian comedies comet comets comey
comin command commanded commander commanders commando comments commercially comms companion comparable compassion
compiler complied composer composers compost composure comprise comprises conceive concert concerto concerts
concession conclusive concussion condemns cones confusion congrats congress connection connector conner conor
consent considerable consisted consistency consistently consisting constant contained contains contempt contend
contends contest contests context contexts continent contours contract contracts contrary convection convent
converge converse converter cooke cooker cooper cooperate cores coroner corp corporal corral correctional corrective
correlated correlation corrupted corruption cosmetic cosmic cost costa couch coulter countess counties county court
courting coventry covert crackers crafty crane cranky crash crashed crate cream creamy crease creative creature
creditor creditors creep creeps cremated crept crete cricket cricketer cricketers crispy crockett croft crook
crossfire crotch crowe crown crowning crows crunch crusher crust cultivating cures curly currency curtain curtains
curve customer dancer dante daring darren data date death decay deceased deception deduction defect defending
deflection degenerate delegate deletion delicate delivery demanding demon denise dependent depiction depleted derail
derive descending descriptive detain detective detector detention deutsche device differed differently differing
digitally dimension dimensional dinner directed direction director directory dividend divine diving doable docking
doesn dolls donation donut dose doses doubly doubting doves downside draining drank drawn dread dream dreamt dreary
drift drifting drilling drink drinking dripping driven driver drone drooling drove drown drugs duck dusty duval
dying dynamite earliest eclectic edict edith editions education eight eighty electrical electron electrons elegance
elemental elephant elevator eleventh elise elsie emery emitting emotion emotionally emotions encore endure enduring
engraving enjoying entice entirety entities entrance equality equation essex ester esther ether ethereum event
exceedingly excelled exceptional excerpt excerpts excessive excite exclusion exclusive exclusivity excuse executing
execution exemption exercise existent exiting expansion expecting expert exploding exploiting exploring explosive
exporter exposing expulsion extensively extent extremes face facet facets facts failing failings faire faked fakes
faking famed fanny farce farmer fashions fated fates father fathers fats fatter faust feast feathers feelin fellow
festival fibre fielding fiend fifty fighters filly filth finale finalist finalists fined fines finisher finnish
firth fishy fist fists fives fixtures flake flame flames flashy flask fleeting flesh float flock flown fluffy flush
flushing flutter follower followers foreword forge forged forgot formal formerly forte forts forty forum foster
fraction fracture fractures freezer friction frost fueling fuller fully functional funky funnier furnished future
galley game gamer garde gary gasp gate gavin gemma generals generator gentry gents georgian georgina germain
germanic germany gettin girl given giver gland glide gloom gloss goat goers gorman gould grace grader graduate grady
grail grande granny grant granting grape graphical graphite grasping grass grate grated grating grave gravy grazing
greatest greed greek green greene greer greet greeting greta griffith grind grinding groin groovy grossing grove
growing guarding guido guise hahah hair hairy halftime hall hallway hallways hand handler handlers hands handy
happiest hardcore hardcover harden hardy hari harper harry hashtag haste hater haute haven havin hazel head heads
healer healing healy heard hearings hearst heart heartbeat hearth hearty heater heath heavenly hella hells herbs
herds heresy hermes heroes herpes highness highways hill hindu hires historic hoard hoarding hopefully horne horse
host house housework humane humbling hunting ideal ideals identities identity idris illustrating illustrator
imagines impart importance importantly importer impression improper improv incense incorrect indebted indicate
indicated indicates indication individually indonesia inert infected inferred infested inflation informational
informative ingenuity inherent inherited initially initiate injected inlet insanely insect insider insiders
inspector inspiration inspirations instance instructing instruction instructional instructors instrument instruments
insulation integrity intended intensely intensive interact interacting intercept interest interestingly internal
interpret interrupt intersect interval interviewer intra invent invented invest invested irish italia jerks jerry
joint joker jungle kids kindle king knack kneeling knots known koran korea lace lack lager laird lake lanes lange
laser last late later latex latte laughter lawyer lead leads leaf leafs leaky leaning leans leaping leaps leapt
learning lease leases leash leasing lecturer lecturers lefty leighton lending lends lengthy lesser lesson lest
tinny lester lever levers libel licence licences lien likely linen liner liners linger linus list listings liter litter
liver livery load loader loaf lock locking locks loner long lookin looming looms loophole loosing looting loser lost
lovely lover luck lung maine makeover maker makers makin mandy mani manic manly manny manor march marched marches
marching marge marin mariners marion marketers markings marlon marquette massage massages mastery mater materially
maternal matic mating matter matthews maturing maude maximise maximize mcmaster meade medal medial median medic
medina meditate meditation mellon mental menus merger messi messy midday mighty milly mindy miner minimally minister
mist mistaken mister mitch mitigating moaning mobilize modal modem moist momentous momentum monastery monograph
monsieur montague monument monuments moon moore mornin morse mortgage most motel mother motivation motivations
mountain mounting mourning movement movements mover movies movin mowing munch munster must muster mutiny mysteries
mysteriously naked name names narrative narrowed naturally needy negatively nerds newer niche niece niger norma
normally norman normative norse noses nothin notre novak novice obtained octane older operating operational
operative operatives operator operators opinions optimism optional oriental originally originate otter ounce
outlawed outlet outlying overhaul overland overlap overload overt overtly pack packed packing padre paige paine
pains paint painter painters palace palaces palate paleo pants parallel parenting paris park parks particle parts
party past pasta patel paterson pats paved pavement paving payback peace peacefully pearson perfectly perimeter
perished persona personally personnel peterson petition petty phony photographer photographic photography photon
picky pierce pinch pinched pink pinks pinky pinning pints pirate pirates pitcher pitchers place plain plane plank
plant planters planting plate platform plato platt playa playbook playin pleading pleas pleasure plugging plugs
plump plunging plush poaching point pointy poker policing polo poole pores porter portray portrays ports positively
possibly post posterior potion pots potter powder powerfully praising praying prays precedent prefect premier
premiers presence presenter presently preservation president presiding pretending prevent prevents pricey pride
prime prince princess print printer printers prize proceeding proceeds processor producer producers profession
professionally professions programme projector promotion promotions prone propel property proportional props prose
prospect prospects prosper protect protects protests proto prove proves prowess proximal pryor publisher puncture
punished punitive puppy purchaser purchasers purse quack qualify quantity quarter quarters queen quickest quilt
quirk quits race racial rack radical radicals rainy rally rallying raman rambling ranger rate ration reaching react
reacting reaction reactive read reader reads realm realty rearing rebel rebels recite recorder recorders recover
recovers recovery recreated recurring reddy redefine redundancy reefs referred refinery reformed reformer reforming
regain regaining regal regarded regarding registrar registry regularly regulate regulator rehearsed reich reilly
reindeer rejected rejection related relating relation relative relay released releasing relegated religion remain
remained remake reminder remission remix remote removable renal renewing renovate repairing repay repeal repealed
repeatedly repel repent replicate reply reporter repost reputation resale resent resented reserved reside residing
resisted resolute resonate resort resorted resorting respected restrain retail retailing retainer retreated revel
revere revered reverend reversal revising reviving revolution revolutions revolve revolver revolves revolving
rewarded rewarding reworked rhythmic richter rider ring risen rises river road roads roast rock rocky rohan rollin
rollins romano romo ronan rotational rouge rounder rounding rowan rowling rubble ruining runnin rushed russia sack
sacked sally sample sanction sands saver sayin scalp scammers scant scare scared scarf scaring scarring scars scent
scents schuster sciences score scoreboard scorer scorn scots scrape scream screaming screen scrum sealed sears
seating secondary secretion sectional securely securing sediment sediments seduction seductive seize seized
selecting selectively selector selfless selling sentiment sentiments seoul separately separatist serena serie
servings settling seventy severely severity shack shackles shade shadowy shady shaft shaken shaker shale shall shalt
shambles shame shameless shaming shane shape shaping share shark sharpe shatter shawl shear shedding sheen sheep
sheer sheet shelf shell shelled shelling shift shilling shine shingles shire shirt shirts shock shocking shoes shone
shoot shooter shooters shooting shoots shops shore shores short shortest shorty shoulda shoulder shout shouts shovel
shower showered shrine shrub shrunk sidewalk sidewalks sight significant silently silky simmer simpler simplest
simplify sing singh sister sites sitting situated situation sixty skate sketchy skill slade slash slater slave
slaying sleek slick slider slime sling sloan slope sloth smack smacked small smallest smear smell smelled smelling
smile smiled smiles smoker smokey smoky smoother smoothie snack snake sneakers sneaking snitch snore snowball snowy
snuff soaking soaring sober socialism socialist socially societal sock somethin song sonny sorely sorta spacex spade
spades spain spaniard spanking spanning spans spare sparking sparkly sparring spawning speak spear spears specially
specialty spectral speedy spell spend spending spent spice spices spied spill spilled spilling spine spite spock
spoiling spoke spore sport sporting sports spout spraying spreading spring spying squarely squire stabbing stability
stabs stack stacking stacy staff staffing stage staining stair stairs stake stale stalked stalking stall stalling
stanford starboard starch stare stark starr starter starters startled startling startups starved starving staten
stats statue statues statutes stead steadily steaks steal stealing steam steaming steamy steel steep steering
stemming steph sterilization sterling stick sticky stiff stiles still sting stinging stink stirling stirring stoke
stole stomp stone stony stoop store storey storm storming stormy story stove straight strand strangely straw stray
streak stream streamline street stressing stretcher stricken stricter strike strikers striking string stripe
striving stroll strolling strong stronger strung stuart stuck studying stumble stumbled stump stylist submarine
submitting subscriber subscribers subsequent subset substantial subtlety suction suggestive suing suitably suits
sully summed sumner sunlight sunni superb supper supporter supporters supposed surge suspended sutter swamp swans
swaying sweat sweating sweeping sweet swell swelling swift swine swing swinging swiss swore symmetry tack tackling
tacky taken taker takers tales talk talkin tall tally tamil tanks taper taser tasks tasty taxes tease teased
technically technician teeth telegraph telly temperate temps tempt tents theatres theories theresa theyre thick
thicker thine thing thingy think thorough thread threaded threats three threw thriving throughput thrown thumb thyme
ticked ticket tides tiger tighter timber timely timmy timor tinker tire tires toad toast tolls tonal toner tonic
tonne tonnes topical topography torch torn touchy tough towed towns toxic trace traces tracing trackers tract tracts
tracy trader tradition traditionally traditions trail trailed trailing trainer trainers training trains traits tramp
transaction transactions transfer transfers transformer transitional translator transparency transplanted transport
traveler tree trees trend trends triad tribal trick tricks trips trolling troubling trough truck trucking trucks
tryin tucker tumbling turin tutoring tweed twister undermine undermined undermines underrated undertaker units unity
unlimited unload unloaded unnecessarily unstable upton usher vague valve vantage variously verbally vidal vince
violent virtually vital vocalist wafer wager waiter waits waive walk wall wally walter wanda wards warner warning
warnings warring washer washes wasnt wasted water watery watts weaker weave week week's welding whale whatsoever
wheat whereas wherever whine whistle whistler whistles whomever whyte widen wider width wielding wilde willy windy
wines wing winger winner wires wiring witch wives woods word work workin works world worlds worms worrying wound
wounding writer youtuber youtubers youve
"""

ORDINARY = frozenset(_WORDS.split())
