using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ServerlessTraining.Infra;

/// <summary>Files whose other fields a test does not look at.</summary>
internal static class Yaml
{
    public static T Read<T>(string file) =>
        new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).IgnoreUnmatchedProperties().Build().Deserialize<T>(File.ReadAllText(file));
}
