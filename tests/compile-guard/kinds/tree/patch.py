diff --git a/x.py b/x.py
index 111..222 100644
--- a/x.py
+++ b/x.py
@@ -1 +1 @@
-x = 1
+x = 2
