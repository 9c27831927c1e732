using ServerlessTraining.Feed;

// dotnet Feed.dll ASSEMBLIES OUTPUT [ID...]: packs the named packages of packages.json (all when none is named).
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: Feed ASSEMBLIES OUTPUT [ID...]");
    return 2;
}

try
{
    PackageList list = PackageList.Read(Path.Combine(AppContext.BaseDirectory, "packages.json"));
    Directory.CreateDirectory(args[1]);
    foreach (PackageEntry entry in list.Select(args[2..]))
    {
        PackedAssembly assembly = PackedAssembly.Open(Path.Combine(args[0], entry.Id + ".dll"), entry, list);
        string file = Nupkg.Write(args[1], entry, list.License, assembly);
        Console.WriteLine($"packed {Path.GetFileName(file)}");
    }

    return 0;
}
catch (Exception error) when (error is IOException or InvalidDataException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
