using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.LocalHost.Keys;

/// <summary>The key of this host's functions. Only its hash is kept, and comparing takes the same time for any wrong key.</summary>
internal sealed class ApiKey(string key)
{
    private readonly byte[] hash = Hash(key);

    public bool Is(string candidate) => CryptographicOperations.FixedTimeEquals(Hash(candidate), hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
