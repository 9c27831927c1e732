using System.Globalization;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Documents;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>The feeds that are configured: <c>configs/feeds.yaml</c>, or the file that the setting <c>FeedsFile</c> names.</summary>
public sealed record FeedOptions(IReadOnlyList<FeedDefinition> Feeds)
{
    public const string SettingName = "FeedsFile";
    private const int MostFeeds = 1000;
    private const int LongestName = 60;
    private const int LongestFolder = 1000;
    private const string AddressWords = "an address such as https://api.example.com, http or https, without user, query or fragment";
    private static readonly string[] Kinds = [FileFeed.KindName, KlinesFeed.KindName];

    // In the place of a feed with errors: it is thrown away with them.
    private static readonly FileFeed StandIn = new("", "");

    public static FeedOptions None { get; } = new([]);

    /// <summary>No feeds where no file is named and the clone has none.</summary>
    /// <exception cref="ServerlessTrainingException">The file is missing, or has errors; the message has all of them with their lines.</exception>
    public static FeedOptions From(IConfiguration configuration, RepositoryRoot? root)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string home = root?.Path ?? Environment.CurrentDirectory;
        string? chosen = configuration[SettingName] is { Length: > 0 } setting ? Path.GetFullPath(setting, home) : null;
        string file = chosen ?? Path.Combine(home, "configs", "feeds.yaml");
        if (File.Exists(file)) return Read(File.ReadAllText(file), Path.GetFileName(file), home);
        return chosen is null
            ? None
            : throw new ServerlessTrainingException(
                $"{SettingName} is '{configuration[SettingName]}', but there is no such file. Give the path of a file as configs/feeds.yaml, or none.");
    }

    /// <param name="text">YAML.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="home">What relative folders start from.</param>
    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static FeedOptions Read(string text, string source, string home) => DocumentReader.Read(
        YamlDocumentReader.Read(text, source), source, root => root.Mapping(map => new FeedOptions(map.Required("feeds", list => ReadAll(list, home)))));

    private static IReadOnlyList<FeedDefinition> ReadAll(DocumentValue list, string home)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<FeedDefinition> feeds = list.List(value => value.Mapping(map => ReadOne(map, value, names, home)));
        if (feeds.Count > MostFeeds) list.Error($"must be at most {MostFeeds} feeds, but is {feeds.Count}");
        return feeds;
    }

    private static FeedDefinition ReadOne(MappingReader map, DocumentValue value, HashSet<string> names, string home)
    {
        string name = map.Required("name", one => ReadName(one, names)) ?? "";
        string kind = map.Required("kind", one => one.OneOf(Kinds)) ?? "";
        FeedDefinition feed = kind switch
        {
            FileFeed.KindName => ReadFiles(map, name, value, home),
            KlinesFeed.KindName => ReadKlines(map, name, value),
            _ => ReadUnknown(map),
        };
        return feed with
        {
            Prefer = map.Optional<MergePreference?>("prefer", one => one.OneOf(["old", "new"]) == "new" ? MergePreference.New : MergePreference.Old, null),
            Calendar = map.Optional<MarketCalendar?>("calendar", ReadCalendar, null),
        };
    }

    private static FileFeed ReadFiles(MappingReader map, string name, DocumentValue value, string home)
    {
        string folder = map.Required("folder", one => one.Text(LongestFolder)) ?? "";
        return value.HasErrors ? StandIn : new FileFeed(name, Path.GetFullPath(folder, home));
    }

    // Its keys are of no kind; that the kind is wrong has been said.
    private static FileFeed ReadUnknown(MappingReader map)
    {
        foreach (string key in (string[])["folder", "address", "path", "symbol", "exchange_symbol", "timeframe", "start", "weight_limit"]) map.Optional(key, _ => 0, 0);
        return StandIn;
    }

    private static FeedDefinition ReadKlines(MappingReader map, string name, DocumentValue value)
    {
        Uri address = map.Required("address", one => one.Parsed<Uri>(TryAddress, AddressWords)) ?? new Uri("http://localhost");
        string path = map.Optional("path", one => one.Parsed<string>(TryPath, "a path such as /api/v3/klines, without query or fragment"), KlinesFeed.DefaultPath) ?? "";
        Symbol symbol = map.Required("symbol", one => one.Parsed<Symbol>(Symbol.TryParse, "a symbol such as BTCUSDT"));
        Timeframe timeframe = map.Required("timeframe", one => one.Parsed<Timeframe>(Timeframe.TryParse, "a timeframe such as 15m, 1h or 1d"));
        DateTimeOffset start = map.Required("start", one => one.Parsed<DateTimeOffset>(TryTime, "a time in quotes such as '2024-01-01T00:00:00Z', or a date"));
        string? exchange = map.Optional("exchange_symbol", one => one.Text(LongestName), null!);
        int weight = map.Optional("weight_limit", one => one.WholeNumber(1, 100_000), KlinesFeed.DefaultWeightLimit);
        if (value.HasErrors) return StandIn;
        Uri endpoint = new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);
        return new KlinesFeed(name, endpoint, symbol, timeframe, start) { ExchangeSymbol = exchange ?? symbol.Name, WeightLimit = weight };
    }

    private static string ReadName(DocumentValue value, HashSet<string> names)
    {
        string name = value.Parsed<string>(TryName, $"a name of 1 to {LongestName} letters, digits, - and _") ?? "";
        if (name.Length > 0 && !names.Add(name)) value.Error($"the name '{name}' is that of an earlier feed; names must differ, not only in case");
        return name;
    }

    private static MarketCalendar ReadCalendar(DocumentValue value)
    {
        string name = value.OneOf([.. MarketCalendar.All.Select(one => one.Name)]);
        return MarketCalendar.All.FirstOrDefault(one => one.Name == name) ?? MarketCalendar.Crypto;
    }

    private static bool TryName(string? text, out string name)
    {
        name = text ?? "";
        return name.Length is >= 1 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    // A user, or a query, could be a key, and an address is shown.
    private static bool TryAddress(string? text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    // Two slashes in front would begin another host.
    private static bool TryPath(string? text, out string path)
    {
        path = text ?? "";
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && path.AsSpan().IndexOfAny("?#\\ ") < 0 && !path.Any(char.IsControl);
    }

    private static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && time.Year is >= 1970 and <= 9000;
}
