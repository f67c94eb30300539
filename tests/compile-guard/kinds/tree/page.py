<!DOCTYPE html>
<html>
<body>
<p>Not found</p>
</body>
</html>
