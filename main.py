from reader.__main__ import main

main()
