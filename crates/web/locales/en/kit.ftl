# Words of parts.
kit-trail = Trail
kit-pages = Pages
kit-shown = { $shown } of { $all }
kit-before = Previous
kit-after = Next
kit-sheet = Sheet of parts
kit-on-page = On this page
