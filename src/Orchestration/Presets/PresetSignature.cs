using System.Security.Cryptography;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Who vouches for a file: ECDSA on the curve P-256 over SHA-256.</summary>
/// <param name="PublicKey">Of the signer, in base64 of its SubjectPublicKeyInfo, so that a changed file is seen without knowing the signer.</param>
/// <param name="Value">64 bytes in base64.</param>
public sealed record PresetSignature(string PublicKey, string Value)
{
    public const string Algorithm = "ecdsa-p256-sha256";
    private const string Curve = "1.2.840.10045.3.1.7";
    private const int LongestKey = 400;
    private const int LongestValue = 200;

    /// <summary>Whether it is of these bytes.</summary>
    public bool IsOf(byte[] content)
    {
        try
        {
            using ECDsa key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(PublicKey), out _);
            return IsP256(key) && key.VerifyData(content, Convert.FromBase64String(Value), HashAlgorithmName.SHA256);
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return false;
        }
    }

    internal static PresetSignature Make(ECDsa key, byte[] content) =>
        new(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(key.SignData(content, HashAlgorithmName.SHA256)));

    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve;

    internal static PresetSignature Read(DocumentValue value) => value.Mapping(map =>
    {
        _ = map.Required("algorithm", v => v.OneOf([Algorithm]));
        return new PresetSignature(map.Required("public_key", v => v.Text(LongestKey)), map.Required("value", v => v.Text(LongestValue)));
    });
}
