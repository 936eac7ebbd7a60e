# Words of parts.
kit-trail = Trail
kit-pages = Pages
kit-shown = { $shown } of { $all }
kit-before = Previous
kit-after = Next
kit-sheet = Sheet of parts
kit-on-page = On this page
search-unread = The search in this address cannot be read. Type again what you look for.
