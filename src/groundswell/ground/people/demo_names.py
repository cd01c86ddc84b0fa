"""Names as they are heard on a ward in the north of England, put together by chance."""

# Those of the stories, who stand on the demonstration's list whether they hold a role or not.
STORY_NAMES = (
    "Amara Okafor", "Joyce Lim", "Sam Ortiz", "Ngozi Bello", "Imran Siddiqui", "Ruth Adeyemi",
    "Tom Ashworth", "Priya Nair", "Dele Martins", "Leila Haddad", "Parveen Nasser",
    "Siobhan Kelly", "Devan Pillai", "Ed Fairclough", "Gwen Hartley", "Yusuf Rahman",
    "Bea Thornton",
)  # fmt: skip
FIRST_NAMES = (
    "Aaliyah", "Abigail", "Adam", "Adebayo", "Agnieszka", "Aisha", "Alan", "Alfie", "Amelia",
    "Amir", "Ana", "Andrew", "Angela", "Anjali", "Anthony", "Arjun", "Ayesha", "Beatrice", "Ben",
    "Bilal", "Blessing", "Bronwen", "Callum", "Carol", "Catherine", "Charlotte", "Chidi", "Chloe",
    "Colin", "Daisy", "Daniel", "David", "Debbie", "Deepa", "Dominic", "Donna", "Edwin", "Eilidh",
    "Eleanor", "Elif", "Emmanuel", "Esther", "Fatima", "Femi", "Fiona", "Folasade", "Gareth",
    "Geeta", "George", "Gethin", "Grace", "Gurpreet", "Habib", "Hannah", "Harpreet", "Helen",
    "Ibrahim", "Ioana", "Isaac", "Isla", "Jacqueline", "Jagdeep", "James", "Janet", "Jasmine",
    "Jerome", "Jia", "Joan", "Jordan", "Josephine", "Kamal", "Karen", "Kayleigh", "Keiran",
    "Khadija", "Kofi", "Krystyna", "Kwame", "Leanne", "Lena", "Leroy", "Lewis", "Li Na", "Lorna",
    "Lucy", "Maeve", "Manjit", "Margaret", "Maria", "Martin", "Mei", "Meera", "Michelle",
    "Mohammed", "Morag", "Nadia", "Naomi", "Neil", "Niamh", "Nikhil", "Nkechi", "Olga", "Oliver",
    "Olumide", "Parveen", "Patience", "Patrick", "Paul", "Piotr", "Rachel", "Rajesh", "Rashida",
    "Rebecca", "Rhys", "Rosa", "Ryan", "Saira", "Samina", "Sarah", "Sean", "Shanice", "Sharon",
    "Siobhan", "Sofia", "Stephen", "Sunita", "Susan", "Tamsin", "Tariq", "Tendai", "Theresa",
    "Tracey", "Usman", "Valerie", "Vikram", "Wanjiru", "Wendy", "Winston", "Yasmin", "Yusuf",
    "Zainab", "Zofia",
)  # fmt: skip
LAST_NAMES = (
    "Abbott", "Acheampong", "Adeleke", "Ahmed", "Akhtar", "Alexander", "Ali", "Allen", "Amoah",
    "Anderson", "Appiah", "Armitage", "Bailey", "Balogun", "Banerjee", "Barnes", "Begum", "Bell",
    "Bennett", "Bhatt", "Boateng", "Booth", "Bradshaw", "Brennan", "Brown", "Butt", "Campbell",
    "Chan", "Chaudhry", "Chen", "Clarke", "Cohen", "Collins", "Cooper", "Costa", "Crossley",
    "Dawson", "Desai", "Dhillon", "Doyle", "Eastwood", "Edwards", "Evans", "Eze", "Farooq",
    "Fernandes", "Fletcher", "Gallagher", "Gill", "Greenwood", "Griffiths", "Hall", "Hargreaves",
    "Hassan", "Higgins", "Holt", "Hughes", "Hussain", "Igwe", "Iqbal", "Ismail", "Jackson",
    "Jenkins", "Johal", "Jones", "Joseph", "Kaur", "Kelly", "Khan", "Kowalska", "Kumar", "Lee",
    "Lewandowski", "Livesey", "Lowe", "MacDonald", "Mahmood", "Malik", "Mensah", "Mistry",
    "Morgan", "Moyo", "Murphy", "Mwangi", "Ncube", "Nguyen", "Nowak", "Nwosu", "O’Brien",
    "O’Connor", "Obi", "Osei", "Owusu", "Parekh", "Patel", "Pereira", "Pickles", "Popescu",
    "Powell", "Rahman", "Ramsden", "Reid", "Roberts", "Rossi", "Sharma", "Shaw", "Silva", "Singh",
    "Smith", "Stewart", "Sutcliffe", "Szymanski", "Taylor", "Thompson", "Turner", "Uddin",
    "Walker", "Wang", "Whitehead", "Williams", "Wong", "Wright", "Yilmaz", "Young",
)  # fmt: skip
